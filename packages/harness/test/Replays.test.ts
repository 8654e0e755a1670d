/** Public bugs of other servers, replayed at every vendor whose document forbids them; each one is noticed. */
import type { Reading } from "@muster/core"
import { type Axes, firstReading } from "@muster/twin-kit"
import { afterAll, assert, describe, it } from "vitest"
import { pureBench } from "../src/Clause.ts"
import { type Replay, replays } from "../src/saboteurs/Replays.ts"
import { type Trial, trials } from "../src/saboteurs/Trials.ts"
import * as Summary from "../src/Summary.ts"

/** Every first answer and every last one; the test of the saboteurs has more. */
const readingsOf = (axes: Axes): ReadonlyArray<Reading.Reading> => [
  firstReading(axes),
  Object.fromEntries(Object.entries(axes).map(([id, answers]) => [id, answers.at(-1) ?? answers[0]]))
]

/** Whether the check of its clause notices a saboteur. */
const isKilled = ({ clauses, saboteurs, subject }: Trial, id: string): boolean => {
  const saboteur = saboteurs.find((each) => each.id === id)
  const check = clauses.find((each) => each.id === saboteur?.clause)?.check
  assert.isDefined(saboteur, `${subject.id} has no saboteur ${id}`)
  assert.isDefined(check, `${subject.id} has no check for ${id}`)
  return readingsOf(subject.axes).every(
    (reading) => check(pureBench(subject, { ...reading, ...saboteur.under }, saboteur.twin)) !== undefined
  )
}

/** The saboteurs of a bug, each with its vendor. */
const named = ({ at }: Replay): ReadonlyArray<readonly [trial: Trial, id: string]> =>
  trials.flatMap((trial) => {
    const ids = Object.entries(at).find(([vendor]) => vendor === trial.subject.id)?.[1] ?? []
    return typeof ids === "string" ? [] : ids.map((id) => [trial, id] as const)
  })

describe("public bugs", () => {
  const rates: Array<string> = []
  const killed = new Set<string>()

  for (const replay of replays) {
    const { at, id, says } = replay

    it(`${id}: ${says}`, () => {
      const saboteurs = named(replay)
      const dead = saboteurs.filter(([trial, name]) => isKilled(trial, name)).map(([, name]) => name)
      rates.push(`${id} ${dead.length}/${saboteurs.length}`)
      for (const name of dead) killed.add(name)
      assert.isNotEmpty(saboteurs)
      assert.deepEqual(
        dead,
        saboteurs.map(([, name]) => name)
      )
    })

    it(`${id} names every vendor, with saboteurs or with a reason`, () => {
      assert.sameMembers(
        Object.keys(at),
        trials.map(({ subject }) => subject.id)
      )
      for (const shown of Object.values(at))
        assert.isTrue(typeof shown === "string" ? /^\S.{10,}\.$/.test(shown) : shown.length > 0)
    })
  }

  it("no two bugs have one name", () => {
    assert.strictEqual(new Set(replays.map(({ id }) => id)).size, replays.length)
  })

  afterAll(() => {
    const all = new Set(replays.flatMap(named).map(([, id]) => id))
    const survivors = [...all].filter((id) => !killed.has(id))
    Summary.add([
      `public bugs: ${rates.length} of ${replays.length} replayed, ${all.size} saboteurs, ${survivors.length === 0 ? "all killed" : `alive: ${survivors.join(", ")}`}`,
      `  killed at each: ${rates.join(", ")}`
    ])
  })
})
