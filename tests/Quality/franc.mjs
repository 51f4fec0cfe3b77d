// The same file through franc: node franc.mjs FILE [--show], where `npm install franc` put it beside this file or above.
import { readFileSync } from 'node:fs'
import { franc } from 'franc'

const tags = {
  afr: 'af', bel: 'be', bul: 'bg', cat: 'ca', ces: 'cs', dan: 'da', deu: 'de', ell: 'el', eng: 'en', spa: 'es', est: 'et', eus: 'eu',
  fin: 'fi', fra: 'fr', glg: 'gl', heb: 'he', hin: 'hi', hrv: 'hr', hun: 'hu', ind: 'id', isl: 'is', ita: 'it', jpn: 'ja', kaz: 'kk',
  kor: 'ko', lat: 'la', lit: 'lt', lav: 'lv', lvs: 'lv', mkd: 'mk', nld: 'nl', nob: 'nb', nno: 'nn', pol: 'pl', por: 'pt', ron: 'ro',
  rus: 'ru', slk: 'sk', slv: 'sl', sqi: 'sq', als: 'sq', srp: 'sr', swe: 'sv', tha: 'th', tur: 'tr', ukr: 'uk', vie: 'vi', cmn: 'zh',
  arb: 'ar', pes: 'fa', urd: 'ur', und: 'und'
}
const [file, show] = process.argv.slice(2)
const documents = readFileSync(file, 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line))
// Both sides are told the same set of languages, so that franc does not lose to one that ours does not know.
const only = process.argv.includes('--all') ? undefined : Object.keys(tags).filter(code => code !== 'und')
const begun = performance.now()
const guesses = documents.map(document => franc(document.text, { only }))
const seconds = (performance.now() - begun) / 1000

const languages = {}
documents.forEach((document, i) => {
  const counts = languages[document.language] ??= { right: 0, all: 0, wrong: {} }
  const guess = tags[guesses[i]] ?? guesses[i]
  counts.all++
  if (guess === document.language.split('-')[0]) counts.right++
  else {
    counts.wrong[guess] = (counts.wrong[guess] ?? 0) + 1
    if (show === '--show') console.log(`${document.language} called ${guess}: ${document.text}`)
  }
})

const round = share => Math.round(share * 10000) / 10000
const shares = {}
for (const tag of Object.keys(languages).sort()) {
  const { right, all, wrong } = languages[tag]
  shares[tag] = round(right / all)
  const list = Object.entries(wrong).sort((a, b) => b[1] - a[1]).map(([guess, count]) => `${guess} ${count}`).join(', ')
  console.log(`${tag.padEnd(8)} ${String(right).padStart(6)} of ${String(all).padStart(6)}   ${(right / all).toFixed(4)}   ${list}`)
}
const right = Object.values(languages).reduce((sum, counts) => sum + counts.right, 0)
console.log(`${right} of ${documents.length}, ${Math.round(documents.length / seconds)} a second`)
console.log(JSON.stringify({ command: 'franc', documents: documents.length, accuracy: round(right / documents.length), languages: shares }))
