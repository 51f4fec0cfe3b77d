# Every command a human types. Each is one line of dotnet or docker compose; nobody depends on make.
.DEFAULT_GOAL := help
SOLUTION := IngestPipeline.sln
COMPOSE  := docker compose -f deploy/compose.yaml

# Which packages the feed has is asked once; PACKAGE_FEED=full or =reduced overrides the answer.
ifdef PACKAGE_FEED
FEED := $(PACKAGE_FEED)
else
FEED = $(shell cat obj/package-feed)
ASKED := obj/package-feed
endif
P = -p:PackageFeed=$(FEED)

.PHONY: help run drop test-fast test races faults compose-test bench train up down logs fmt check prepare

help: ## this list
	@awk -F ' *## ' '/^[a-z-]+:.*## /{split($$1, name, ":"); printf "make %-22s %s\n", name[1] $$3, $$2}' $(MAKEFILE_LIST)

run: $(ASKED) ## the whole pipeline in one process on deploy/samples, without broker, database or Docker
	dotnet run -c Release --project services/Standalone $(P) -- deploy/samples

drop: $(ASKED) ## drop a file, folder or URL on the running pipeline ##  f=PATH
	dotnet run -c Release --project services/Cli $(P) -- drop $(f)

test-fast: $(ASKED) ## the tests that need neither broker nor database
	dotnet test --solution $(SOLUTION) -c Release $(P) --filter-not-trait "Category=Integration" --ignore-exit-code 8

test: $(ASKED) prepare ## all tests, on a real broker and database
	dotnet test --solution $(SOLUTION) -c Release $(P)

races: $(ASKED) prepare ## 10,000 races of eight workers, in memory, on SQLite and on PostgreSQL, half an hour
	INGEST_RACES=50 dotnet run -c Release --project tests/Deduplicator.Tests $(P) -- --filter-class "*.RaceOn*"
	INGEST_RACES=50 dotnet run -c Release --project tests/Integration.Tests $(P) -- --filter-class "*.RaceOn*"

# Goes on where it was cut off, per commit and seed: delete obj/faults-*.jsonl to begin anew.
faults: $(ASKED) prepare ## the fault matrix: four services, broker and database under load and faults, an hour  ##  [SEED=n] [ROWS="1 2"] [SHORT=1] [IMAGE=rabbitmq:4-management]
	INGEST_FAULTS=1 .ci/prepare
	dotnet build -c Release tests/Faults $(P)
	tests/Faults/bin/Release/net10.0/IngestPipeline.Faults --seed $(or $(SEED),1) $(if $(ROWS),--rows $(ROWS)) $(if $(SHORT),--scale 0.2 --seeds 1) $(if $(IMAGE),--image $(IMAGE)) \
		--results obj/faults-$(shell git rev-parse --short HEAD)-$(or $(SEED),1)$(if $(SHORT),-short)$(if $(IMAGE),-$(subst :,-,$(subst /,-,$(IMAGE)))).jsonl

# INGEST_CONTAINERS names a program that starts an engine and makes images that cannot be pulled; unset where docker works as it is.
compose-test: $(ASKED) ## the deployment by compose: built, used, scaled, restarted under load, judged, a quarter of an hour  ##  [ARTICLES=n]
	$(if $(INGEST_CONTAINERS),$(INGEST_CONTAINERS) --collector)
	dotnet run -c Release --project tests/Compose $(P) -- --package-feed $(FEED) $(if $(ARTICLES),--articles $(ARTICLES))

train: $(ASKED) ## the model of names again, from labelled sets, two minutes: the same bytes as in the repository  ##  [NER=folder]
	dotnet run -c Release --project tests/Quality $(P) -- train-ner $(or $(NER),$(INGEST_DATA)/data/ner) --out services/Tagger/Data/entities.model

bench: $(ASKED) ## measure the pure parts of the deduplicator, two minutes
	dotnet run -c Release --project tests/Benchmarks $(P) -- pure

up: $(ASKED) ## build and start everything in containers
	PACKAGE_FEED=$(FEED) $(COMPOSE) up --build --detach --wait

down: ## stop the containers; their data stays
	$(COMPOSE) down

logs: ## follow the containers' logs
	$(COMPOSE) logs --follow --tail 100

fmt: $(ASKED) ## format the code
	PackageFeed=$(FEED) dotnet format $(SOLUTION)

check: $(ASKED) ## format, then test: what CI calls
	PackageFeed=$(FEED) dotnet format $(SOLUTION) --verify-no-changes
	$(MAKE) test PACKAGE_FEED=$(FEED)

prepare:
	@.ci/prepare

obj/package-feed: Directory.Packages.props
	@.ci/package-feed $@
