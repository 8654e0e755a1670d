/** A plan that is made under evidence says on which of it it relies, and on no other. */
import { type Change, Plan, type Semantics, type Snapshot } from "@muster/core"
import * as PlanFile from "@muster/core/PlanFile"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { caspia } from "./caspia.ts"
import { acme, borea } from "./tables.ts"

const member: Snapshot.Snapshot = {
  vendor: "borea",
  member: { id: "m" },
  values: { title: "Dr", nickname: "Ada", name: "Ada", plan: "free" },
  unknown: [],
  rest: {}
}
const reliesOn = (semantics: Semantics.Semantics, snapshot: Snapshot.Snapshot, change: Change.Change) =>
  Result.getOrThrow(Plan.make(semantics, snapshot, change)).relies.map(
    ({ answer, axis }) => `${axis} = ${answer}`
  )

const measured = { null: "clears", later: "at-once" }

describe("a plan relies", () => {
  it("on the answer that its request needs, not on the others that are known", () => {
    const on = (change: Change.Change) => reliesOn(borea(measured), member, change)

    expect(on({ merge: { nickname: null } })).toEqual(["null = clears"])
    expect(on({ merge: { plan: "paid" } })).toEqual(["later = at-once"])
    expect(on({ merge: { plan: "paid", nickname: null } })).toEqual(["null = clears", "later = at-once"])
    expect(on({ merge: { title: null, name: "Grace" } })).toEqual([])
  })

  it("on nothing where nothing is measured, and where nothing has to be sent", () => {
    expect(reliesOn(borea(), member, { merge: { nickname: null } })).toEqual([])
    expect(reliesOn(borea(measured), member, { merge: { title: "Dr" } })).toEqual([])
  })

  it("on the answer that made it leave something out", () => {
    const forbidden = borea({ null: "refused", later: "at-once" })
    const change = { merge: { nickname: null, name: "Grace" }, accept: ["without:nickname"] }

    expect(reliesOn(forbidden, member, change)).toEqual(["null = refused"])
  })

  it("on the answer that lets it leave a field unmentioned", () => {
    const ada = { ...member, vendor: "caspia", values: { teams: ["t1"], from: 1 }, unknown: ["language"] }

    expect(reliesOn(caspia({ default: "kept", list: "added" }), ada, { merge: { from: 2 } })).toEqual([
      "default = kept"
    ])
  })

  it("on the answer about access that settles where a role comes from", () => {
    const roles = (role: string | null) => ({ default: role, entries: new Map(), effective: new Map() })
    const bound: Snapshot.Snapshot = {
      ...member,
      vendor: "acme",
      values: { rank: "worker" },
      access: {
        directory: { own: [{ id: "o1" }], clients: [] },
        own: { ...roles(null), effective: new Map([["o1", null]]) },
        client: roles(null)
      }
    }
    const promotion = { merge: { rank: "chief" } }

    expect(reliesOn(acme({ implies: "no", reach: "all" }), bound, promotion)).toEqual(["implies = no"])
    expect(reliesOn(acme({ implies: "no", reach: "all" }), bound, { merge: { rank: "boss" } })).toEqual([])
  })

  it("and its file says so; without, the file has no such member", () => {
    const text = (evidence: Record<string, string>) => {
      const plan = Result.getOrThrow(Plan.make(borea(evidence), member, { merge: { nickname: null } }))
      return PlanFile.encode({ plan, base: member }, () => ({ method: "SHA-256", value: "" }))
    }
    const back = (of: string) => Result.getOrThrow(PlanFile.decode(of, () => "intact")).plan.relies

    expect(JSON.parse(text(measured))).toMatchObject({ relies: [{ axis: "null", answer: "clears" }] })
    expect(JSON.parse(text({}))).not.toHaveProperty("relies")
    expect(back(text(measured))).toEqual([{ axis: "null", answer: "clears" }])
    expect(back(text({}))).toEqual([])
  })
})
