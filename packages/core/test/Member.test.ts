/** Who is updated: what is wrong with an identifier, told without repeating it. */
import { Member } from "@muster/core"
import { describe, expect, it } from "vitest"

const identifiers = ["id", "uuid"]
const pick = "give exactly one of id, uuid"
const correct = "correct the identifier"

describe("a member", () => {
  it.each([
    ["no identifier", {}, "member", "is not identified", pick],
    ["two identifiers", { id: "m", uuid: "n" }, "member", "is identified twice", pick],
    ["another vendor's identifier", { mail: "m" }, "member", "has an unknown kind of identifier", pick],
    ["an identifier that is no string", { id: 7 as never }, "member.id", "is no string", correct],
    ["an empty identifier", { uuid: "" }, "member.uuid", "is empty", correct],
    [
      "an identifier too long",
      { id: "m".repeat(1025) },
      "member.id",
      "is longer than 1024 characters",
      correct
    ],
    ["a dot", { id: "." }, "member.id", "is a dot segment, which no URL can carry", correct],
    ["two dots", { id: ".." }, "member.id", "is a dot segment, which no URL can carry", correct],
    ["half a character", { id: "m\ud83d" }, "member.id", "has half a character (a lone surrogate)", correct]
  ] as const)("with %s is told by field, rule and way out", (_name, member, field, rule, wayOut) => {
    expect(Member.problems(identifiers, member)).toEqual([{ field, rule, wayOut }])
  })

  it.each([
    { id: "m" },
    { uuid: "n" },
    { id: "..." },
    { id: "m".repeat(1024) },
    { id: "/?#\ud83d\ude42" },
    { id: " " }
  ])("may be named by anything that a URL can carry: %j", (member) => {
    expect(Member.problems(identifiers, member)).toEqual([])
  })
})
