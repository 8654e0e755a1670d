/** The places where vendors are listed: what stands there once for the model stands there again for a newcomer. */

/** A place: in this file, whatever matches is followed by the same in the newcomer's words. */
export interface Listing {
  readonly file: string
  readonly entries: ReadonlyArray<RegExp>
}

const harness = "packages/harness"
const cli = "packages/cli"

/** Lines that import something of the model's. */
const imports = /^import .*(88miles|EightyEightMiles).*\n/gm
/** After at least two others in a list, with its comma: on a line of its own, or beside the others. */
const inList = /(?<=,\s+"?\w+"?),\s+"?(88miles|eightyEightMiles|onMiles|ofMiles)"?(?=\s*[,\]])/g
/** A line of an object or of a list in which the model comes last or is followed by others. */
const entry = /,\n *[[{(]?"88miles".*?(?=,?\n)/g
/** Members of an object whose other members may be on the same line. */
const first = /(?<=\{\s+)"88miles": \w+,\n/g
const later = /,\s+"88miles": \w+/g
/** What is said of a subject, in braces of its own. */
const ofSubject = /,\s*\{\s*subject: eightyEightMiles,[^}]*\}/g
const dependencies = /^ *"@muster\/(adapter|twin)-88miles": .*\n/gm

/** Every place, with what is listed there. */
export const all: ReadonlyArray<Listing> = [
  { file: `${harness}/package.json`, entries: [dependencies] },
  { file: `${harness}/src/Subjects.ts`, entries: [imports, inList] },
  { file: `${harness}/src/Scenarios.ts`, entries: [imports, inList] },
  {
    file: `${harness}/src/Mapped.ts`,
    entries: [imports, /^export const ofMiles = .*\n/gm, inList]
  },
  { file: `${harness}/src/pacts/Pacts.ts`, entries: [imports, ofSubject] },
  {
    file: `${harness}/src/saboteurs/Trials.ts`,
    entries: [imports, ofSubject]
  },
  { file: `${harness}/src/saboteurs/Replays.ts`, entries: [/"88miles" \| /g, entry] },
  { file: `${harness}/src/mistakes/Wholes.ts`, entries: [first, later] },
  { file: `${harness}/src/mistakes/Voids.ts`, entries: [later] },
  { file: `${harness}/src/probe/Questions.ts`, entries: [imports, entry] },
  {
    file: `${harness}/src/verify/Target.ts`,
    entries: [/(?:\/\*\*(?:(?!\*\/)[^])*\*\/\n)?const eightyEightMiles = target\([^]*?\n\)\n\n?/g, inList]
  },
  { file: `${harness}/src/verify/Dictations.ts`, entries: [/^const ofMiles: [^]*?\n\]\n\n/gm, entry] },
  { file: `${harness}/test/Contracts.test.ts`, entries: [imports, entry] },
  { file: `${harness}/test/Counterexample.test.ts`, entries: [entry] },
  { file: `${harness}/test/Elsewhere.test.ts`, entries: [entry] },
  { file: `${harness}/test/Remote.test.ts`, entries: [entry] },
  {
    file: `${harness}/test/Completeness.test.ts`,
    entries: [imports, / {2}\{\n {4}subject: eightyEightMiles,[^]*?\n {2}\},\n/g]
  },
  { file: `${harness}/test/Probe.test.ts`, entries: [imports, inList] },
  { file: `${harness}/test/Worker.test.ts`, entries: [/,\n *\{ vendor: "88miles", .*\}/g] },
  { file: `${cli}/package.json`, entries: [dependencies] },
  { file: `${cli}/src/Vendors.ts`, entries: [imports, /,\n *access\("88miles", .*?(?=,?\n)/g] },
  { file: `${cli}/src/Tables.ts`, entries: [imports, entry] },
  { file: `${cli}/src/Twins.ts`, entries: [imports, /,\n *known\(Miles\..*?(?=,?\n)/g] },
  { file: `${cli}/src/Stage.ts`, entries: [imports, /,\n *Vendors\.access\("88miles", .*?(?=,?\n)/g] },
  { file: `${cli}/test/Twin.test.ts`, entries: [inList, entry] },
  { file: `${cli}/test/Verify.test.ts`, entries: [inList] },
  { file: `${cli}/test/Plan.test.ts`, entries: [/, 88miles(?=[,"])/g] },
  { file: `${cli}/README.md`, entries: [/^\| 88miles +\|.*\n/gm] },
  { file: ".github/workflows/contracts.yml", entries: [/, 88miles(?=[,\]])/g] },
  { file: ".github/workflows/nightly.yml", entries: [/, 88miles(?=[,\]])/g] }
]

/** The texts with the newcomer in every list, or the list that could not be found. */
export const repeat = (
  texts: ReadonlyMap<string, string>,
  rename: (text: string) => string
): { readonly texts: ReadonlyMap<string, string> } | { readonly problem: string } => {
  const changed = new Map<string, string>()
  for (const { entries, file } of all) {
    let text = texts.get(file) ?? ""
    for (const each of entries) {
      if (text.search(each) < 0)
        return {
          problem: `${file} lists no vendor where ${String(each)} should match. Mend that line of tools/src/Listings.ts; nothing was written.`
        }
      text = text.replace(each, (found) => `${found}${rename(found)}`)
    }
    changed.set(file, text)
  }
  return { texts: changed }
}
