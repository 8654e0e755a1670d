/** Which of two ways to speak of a client is better, and what of a plan is told. */
import * as GroupPlan from "@muster/core/GroupPlan"
import type { Line } from "@muster/core/Line"
import { describe, expect, it } from "vitest"
import { type Case, told } from "./sides.ts"

type Ranked = Parameters<typeof GroupPlan.better>[0]

const plain: Ranked = { today: "exact", tomorrow: "exact", mayBeRefused: false }

const worse: ReadonlyArray<readonly [string, Ranked, Ranked]> = [
  [
    "what is surer today, whatever comes tomorrow",
    { ...plain, tomorrow: "forbidden", mayBeRefused: true, causesChanged: 9 },
    { ...plain, today: "tentative" }
  ],
  ["what is surer tomorrow", { ...plain, mayBeRefused: true }, { ...plain, tomorrow: "unsafe" }],
  [
    "what nobody refuses, though more causes change",
    { ...plain, causesChanged: 3 },
    { ...plain, mayBeRefused: true }
  ],
  [
    "what changes fewer causes, though it leans on what is open",
    { ...plain, causesChanged: 1, leansOnAxes: 5 },
    { ...plain, causesChanged: 2 }
  ],
  ["what changes no cause", plain, { ...plain, causesChanged: 1 }],
  [
    "what leans on less that is open, though it is longer",
    { ...plain, leansOnAxes: 1, members: 7 },
    { ...plain, leansOnAxes: 2 }
  ],
  ["what leans on nothing that is open", plain, { ...plain, leansOnAxes: 1 }],
  ["what is shorter", { ...plain, members: 1 }, { ...plain, members: 2 }],
  ["what says nothing", plain, { ...plain, members: 1 }]
]

describe("Of two plans the better one is", () => {
  it.each(worse)("%s", (_, one, other) => {
    expect([GroupPlan.better(one, other), GroupPlan.better(other, one)]).toEqual([true, false])
  })

  it.each([
    ["plain", plain],
    ["refused perhaps", { ...plain, mayBeRefused: true }],
    ["leaning on what is open", { ...plain, causesChanged: 1, leansOnAxes: 2, members: 3 }]
  ] satisfies ReadonlyArray<readonly [string, Ranked]>)(
    "neither, where both are %s: the first one stays",
    (_, plan) => {
      expect(GroupPlan.better(plan, { ...plan })).toBe(false)
    }
  )
})

describe("A line", () => {
  const line: Line = {
    target: { side: "own", scope: "later" },
    when: "tomorrow",
    asked: false,
    verdict: "exact",
    before: { role: null, cause: "none" },
    unread: false,
    changes: false,
    causeChanges: false,
    wished: null,
    outcomes: []
  }

  it.each([
    ["about what stays as it is", {}, false],
    ["about what was asked for and is so already", { asked: true }, false],
    ["about what nobody asked for and nobody could read", { unread: true }, false],
    ["about what was asked for and nobody could read", { asked: true, unread: true }, true],
    ["about what changes", { changes: true }, true],
    ["about what comes to follow from something else", { causeChanges: true }, true],
    ["about what is in doubt", { verdict: "tentative" }, true]
  ] as const)("%s is told: %j → %j", (_, given, told) => {
    expect(GroupPlan.speaks({ ...line, ...given })).toBe(told)
  })
})

describe("A client is spoken of as it was where nothing else decides", () => {
  const moves = { implied: ["B", null] } as const
  const both = { x1: "A", x2: "A" }
  const cases: ReadonlyArray<readonly [string, Case, string]> = [
    ["with its role, which the default has too", { default: "A", entries: { c1: ["A"] } }, "gets A"],
    ["not at all, though the default's role would do", { default: "A", entries: {} }, "not named"],
    ["with its role beside an entry", { default: null, entries: { c1: ["A", { x1: "A" }] } }, "gets A"],
    ["without a role", { default: null, entries: { c1: [null, { x1: "A" }] } }, "named"],
    [
      "with a role that nobody here has",
      { default: null, entries: { c1: ["B", both] }, has: both },
      "gets B"
    ],
    ["with a role that all here have", { default: null, entries: { c1: ["A", both] }, has: both }, "gets A"],
    [
      "without a role that all here have",
      { default: null, entries: { c1: [null, both] }, has: both },
      "named"
    ]
  ]

  it.each(cases)("%s", (_, given, spoken) => {
    expect(told({ has: {}, ...given, ...moves }).sends[1]).toBe(`c1: ${spoken}`)
  })
})
