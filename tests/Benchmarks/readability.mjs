// The same pages through Mozilla's Readability: node readability.mjs FOLDER [TURNS], where
// `npm install --no-save --prefix DIR @mozilla/readability@0.6.0 linkedom@0.16` put both, and NODE_PATH is DIR/node_modules.
import { createRequire } from 'node:module'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

const require = createRequire(import.meta.url)
const { Readability } = require('@mozilla/readability')
const { parseHTML } = require('linkedom')

const [folder, turns = '5'] = process.argv.slice(2)
const pages = readdirSync(folder).filter(name => name.endsWith('.html.gz')).sort()
  .map(name => new TextDecoder().decode(gunzipSync(readFileSync(join(folder, name)))))
const characters = pages.reduce((sum, page) => sum + page.length, 0)
console.log(`${pages.length} pages, ${(characters / 1e6).toFixed(1)} million characters`)

const [rates, processor, times] = [[], [], []]
let failed = 0
for (let turn = 0; turn <= Number(turns); turn++) {
  const [began, used] = [performance.now(), process.cpuUsage()]
  for (const page of pages) {
    const start = performance.now()
    try { new Readability(parseHTML(page).document).parse() } catch { failed++ }
    if (turn > 0) times.push(performance.now() - start)
  }
  const spent = process.cpuUsage(used)
  if (turn === 0) continue
  rates.push(pages.length / ((performance.now() - began) / 1000))
  processor.push(pages.length / ((spent.user + spent.system) / 1e6))
}

const median = list => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]
times.sort((a, b) => a - b)
const rate = median(rates)
console.log(`${failed / (Number(turns) + 1)} pages failed`)
console.log('| pages/s | by processor time | million characters/s | p50 ms | p95 ms | worst ms | peak MB |')
console.log('|---|---|---|---|---|---|---|')
console.log(`| ${rate.toFixed(1)} | ${median(processor).toFixed(1)} | ${(rate * characters / pages.length / 1e6).toFixed(1)} | ${times[times.length >> 1].toFixed(1)} | ${
  times[Math.floor(times.length * 0.95)].toFixed(1)} | ${times.at(-1).toFixed(0)} | ${(process.resourceUsage().maxRSS / 1e3).toFixed(0)} |`)
