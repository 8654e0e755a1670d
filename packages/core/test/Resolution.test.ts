/** Which role somebody has on an entity, and the one cause of it, under one reading. */
import * as Resolution from "@muster/core/Resolution"
import { describe, expect, it } from "vitest"
import { accessRules } from "./tables.ts"

const reading: Resolution.AccessReading = {
  reach: "reached",
  wrapper: "keeps",
  later: "present",
  omitted: "cleared",
  void: "cleared",
  implies: "no",
  noAccess: "refused"
}

const nowhere: Resolution.Position = {
  explicit: undefined,
  client: undefined,
  default: null,
  reached: true,
  later: false,
  implied: null
}

const everywhere = { ...nowhere, explicit: "A", client: { role: "B" }, default: "C", implied: "D" }
const carried = { ...nowhere, client: { role: null }, default: "C", implied: "D" }
const barred = accessRules.noAccess

const examples: ReadonlyArray<
  readonly [string, Partial<Resolution.Position>, Partial<Resolution.AccessReading>, Resolution.Resolved]
> = [
  ["nothing, where nothing names it", {}, {}, { role: null, cause: "none" }],
  ["its own entry before all else", everywhere, { implies: "yes" }, { role: "A", cause: "explicit entity" }],
  [
    "its client's entry before the default",
    { ...everywhere, explicit: undefined },
    { implies: "yes" },
    { role: "B", cause: "explicit client" }
  ],
  [
    "the default before the organization role",
    { default: "C", implied: "D" },
    { implies: "yes" },
    { role: "C", cause: "default" }
  ],
  [
    "the organization role, if that gives access",
    { implied: "D" },
    { implies: "yes" },
    { role: "D", cause: "organization role" }
  ],
  ["nothing, if the organization role gives no access", { implied: "D" }, {}, { role: null, cause: "none" }],
  [
    "nothing of an organization role that gives nothing",
    {},
    { implies: "yes" },
    { role: null, cause: "none" }
  ],
  [
    "its client's entry, though it came later, if entries hold for those",
    { client: { role: "B" }, default: "C", later: true },
    { later: "future" },
    { role: "B", cause: "explicit client" }
  ],
  [
    "the default, if entries do not hold for those that come later",
    { client: { role: "B" }, default: "C", later: true },
    {},
    { role: "C", cause: "default" }
  ],
  [
    "the default, where its client only carries others and keeps it",
    carried,
    {},
    { role: "C", cause: "default" }
  ],
  [
    "no default, where its client only carries others and loses it",
    carried,
    { wrapper: "loses" },
    { role: null, cause: "none" }
  ],
  [
    "the organization role, where its client lost the default",
    carried,
    { wrapper: "loses", implies: "yes" },
    { role: "D", cause: "organization role" }
  ],
  [
    "the default, though its client lost it, if it came later and entries do not hold for those",
    { ...carried, later: true },
    { wrapper: "loses" },
    { role: "C", cause: "default" }
  ],
  [
    "the default although its client lost one, where nothing names the client",
    { default: "C" },
    { wrapper: "loses" },
    { role: "C", cause: "default" }
  ],
  ["no default that does not reach it", { default: "C", reached: false }, {}, { role: null, cause: "none" }],
  [
    "the default that reaches all",
    { default: "C", reached: false },
    { reach: "all" },
    { role: "C", cause: "default" }
  ],
  [
    "the default, where it came later",
    { default: "C", reached: false, later: true },
    {},
    { role: "C", cause: "default" }
  ],
  [
    "no access by its own entry, if there is a role that means so",
    { explicit: barred, default: "C" },
    { noAccess: "none" },
    { role: null, cause: "explicit entity" }
  ],
  [
    "no access by its client's entry, if there is a role that means so",
    { client: { role: barred }, default: "C" },
    { noAccess: "none" },
    { role: null, cause: "explicit client" }
  ],
  [
    "that role like any other, if it means nothing",
    { explicit: barred },
    {},
    { role: barred, cause: "explicit entity" }
  ],
  [
    "another role, though one means no access",
    { explicit: "A" },
    { noAccess: "none" },
    { role: "A", cause: "explicit entity" }
  ]
]

describe("An entity has", () => {
  it.each(examples)("%s", (_, position, answers, resolved) => {
    expect(Resolution.resolve(accessRules, { ...reading, ...answers }, { ...nowhere, ...position })).toEqual(
      resolved
    )
  })
})

describe("An organization role", () => {
  it.each([
    ["chief", "A"],
    ["worker", null],
    [null, null],
    [7, null]
  ])("%j gives %j by itself", (role, given) => {
    expect(Resolution.impliedBy(accessRules, role)).toBe(given)
  })

  it("is looked up as a text only", () => {
    expect(Resolution.impliedBy({ ...accessRules, implied: new Map([[7 as never, "A"]]) }, 7)).toBeNull()
  })
})

describe("A reading", () => {
  it("is answered point by point, by the vendor's own axes", () => {
    const { void: _, ...others } = reading
    const axes = { ...accessRules.axes, void: "V-1", noAccess: "V-2" }
    const answers = { ...others, "V-1": "absent", "V-2": "none", other: "x" }

    expect(Resolution.readingOf(axes, answers)).toEqual({ ...reading, void: "absent", noAccess: "none" })
  })
})
