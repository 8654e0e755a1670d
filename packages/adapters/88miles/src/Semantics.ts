/**
 * What 88 Miles does with what an update leaves out: it merges it in from the stored member (M1).
 * Everything a page does not say is an axis; nothing here is a guess.
 * @see https://88miles.net/developers/1/staff/update
 */
import type { Reading, Semantics } from "@muster/core"
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import { encode } from "./Codec.ts"

const axes: ReadonlyArray<Reading.Axis> = [
  { id: "M-2", answers: ["clears", "ignored", "refused"] },
  { id: "M-2-required", answers: ["refused", "ignored"] },
  { id: "M-2-empty", answers: ["refused", "stored"] },
  { id: "M-3", answers: ["ignored", "refused"] },
  { id: "M-4", answers: ["422", "400"] },
  { id: "M-5", answers: ["refused", "accepted"] },
  { id: "M-6", answers: ["accepted", "refused"] },
  { id: "M-6-other", answers: ["refused", "ignored"] },
  { id: "M-7", answers: ["403-404-422-402", "404-403-402-422"] },
  { id: "M-8", answers: ["at-once", "awaiting"] },
  { id: "M-10", answers: ["member", "empty"] },
  { id: "M-11", answers: ["object", "text"] },
  { id: "M-12", answers: ["refused", "stored"] },
  { id: "M-12-members", answers: ["ignored", "refused"] },
  { id: "M-14", answers: ["account", "member"] }
]

const merged: Semantics.Cell = { clause: "M1", outcome: "kept" }
const stored: Semantics.Cell = { clause: "M1", outcome: "set" }
const nullForRequired: Semantics.Cell = {
  axis: "M-2-required",
  outcomes: { refused: "refused", ignored: "ignored" }
}
const emptyForRequired: Semantics.Cell = {
  axis: "M-2-empty",
  outcomes: { refused: "refused", stored: "set" }
}
const text: Semantics.Field["type"] = { says: "a string", accepts: Predicate.isString }

/** Marked required, and so never void: M1 lets it be left out, nothing lets it be taken away. */
const required = (name: string): Semantics.Field => ({
  name,
  type: text,
  cells: { absent: merged, null: nullForRequired, empty: emptyForRequired, same: stored, other: stored }
})

const timeZone: Semantics.Field = {
  ...required("time_zone"),
  ordinary: {
    says: "a time zone of the IANA list",
    holds: (value) => Predicate.isString(value) && Option.isSome(DateTime.zoneMakeNamed(value)),
    otherwise: {
      same: { axis: "M-12", outcomes: { refused: "refused", stored: "set" } },
      other: { axis: "M-12", outcomes: { refused: "refused", stored: "set" } }
    }
  }
}

const active: Semantics.Field = {
  name: "active",
  type: {
    says: 'the string "true" or "false" (M4)',
    accepts: (value) => value === "true" || value === "false"
  },
  cells: {
    absent: merged,
    null: nullForRequired,
    same: stored,
    other: stored
  },
  // Only who becomes active may have to be confirmed first (M2).
  ordinary: {
    says: '"false"',
    holds: (value) => value === "false",
    otherwise: {
      same: stored,
      other: { axis: "M-8", outcomes: { "at-once": "set", awaiting: "deferred" } }
    }
  },
  consequences: [
    {
      id: "may-charge",
      clause: "M2",
      becomes: "true",
      says: "The account may be charged for a member who becomes active."
    },
    {
      id: "sends-message",
      clause: "M2",
      becomes: "true",
      says: "Somebody, the account's user or the member, may be e-mailed to confirm the charge."
    }
  ]
}

/** An owner or freelancer can be made something else, but nobody can be made one (M4). */
const type: Semantics.Field = {
  name: "type",
  type: {
    says: "one of owner, manager, freelancer, staff",
    accepts: (value) =>
      Predicate.isString(value) && ["owner", "manager", "freelancer", "staff"].includes(value)
  },
  cells: { absent: merged, null: nullForRequired, same: stored, other: stored },
  ordinary: {
    says: "manager or staff (M4)",
    holds: (value) => value === "manager" || value === "staff",
    otherwise: {
      same: { axis: "M-6", outcomes: { accepted: "kept", refused: "refused" } },
      other: { axis: "M-6-other", outcomes: { refused: "refused", ignored: "ignored" } }
    }
  }
}

const hourlyRate: Semantics.Field = {
  name: "hourly_rate_cents",
  type: { says: "an integer (M4)", accepts: (value) => Number.isSafeInteger(value) },
  cells: {
    absent: merged,
    null: { axis: "M-2", outcomes: { clears: "removed", ignored: "ignored", refused: "refused" } },
    same: stored,
    other: stored
  }
}

export const definition: Semantics.Definition = {
  vendor: "88miles",
  operation: "PUT /api/1/staff/:uuid.json",
  writes: "merge",
  identifiers: ["uuid"],
  axes,
  fields: [
    required("login"),
    required("first_name"),
    required("last_name"),
    required("email_address"),
    timeZone,
    active,
    type,
    hourlyRate
  ],
  encode
}
