/** `npm run laws -- --vendor digits --runs 100000 --seed 7 [--law exactness]`: replays and enlarges any property. */
import { parseArgs } from "node:util"
import * as LawRun from "./LawRun.ts"
import * as Model from "./Model.ts"
import { tables } from "./Subjects.ts"

const { values } = parseArgs({
  options: {
    vendor: { type: "string" },
    law: { type: "string" },
    runs: { type: "string", default: "10000" },
    seed: { type: "string", default: String(Date.now() % 2 ** 31) }
  }
})

const whole = (name: string, text: string): number => {
  const number = Number(text)
  if (Number.isSafeInteger(number)) return number
  console.error(`--${name} has to be a whole number`)
  process.exit(1)
}

const options = { runs: whole("runs", values.runs), seed: whole("seed", values.seed) }
const chosen = tables.filter(({ id }) => values.vendor === undefined || values.vendor === id)
if (chosen.length === 0) {
  console.error(`--vendor has to be one of ${tables.map(({ id }) => id).join(", ")}`)
  process.exit(1)
}

for (const subject of chosen) {
  const tally = Model.tally()
  const laws = LawRun.properties(subject, tally).filter(
    ({ name }) => values.law === undefined || name === values.law
  )
  if (laws.length === 0) {
    console.error(
      `--law has to be one of ${LawRun.properties(subject, tally)
        .map(({ name }) => name)
        .join(", ")}`
    )
    process.exit(1)
  }
  for (const [position, law] of laws.entries()) {
    // Each law draws cases of its own, unless one is asked for by name: then the seed is that of its report.
    const drawn = { ...options, seed: options.seed + position }
    const started = performance.now()
    const { failure } = law.check(drawn)
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.log(
      `${subject.id}: ${law.name}: ${failure === undefined ? "held" : "BROKEN"} (${options.runs} runs, seed ${drawn.seed}, ${seconds} s)`
    )
    if (failure === undefined) continue
    console.log(failure)
    process.exitCode = 1
  }
  if (values.law === undefined) console.log(LawRun.table(subject, tally).join("\n"))
}
