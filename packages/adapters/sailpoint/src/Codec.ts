/** Between the forms of a plan and the JSON of SailPoint: pure, and total over what the planner chooses. */
import * as Answer from "@muster/adapter-kit/Answer"
import type { Json, JsonObject } from "@muster/core/Json"
import type { Member } from "@muster/core/Member"
import type { Forms } from "@muster/core/Semantics"
import type { Snapshot } from "@muster/core/Snapshot"
import * as Result from "effect/Result"
import * as Wire from "./Wire.ts"

const inData = "data."

/** The body of an update: what the forms name, and nothing else (S7); attributes by their keys inside `data` (S4). */
export const encode = (_member: Member, { fields }: Forms): Json => {
  const plain = fields.filter(([name]) => !name.startsWith(inData))
  const attributes = fields.filter(([name]) => name.startsWith(inData))
  const keys = attributes.map(([name, value]) => [name.slice(inData.length), value] as const)
  return {
    ...Object.fromEntries(plain),
    ...(keys.length === 0 ? {} : { data: Object.fromEntries(keys) })
  }
}

/**
 * The same as a JSON Patch (RFC 6902): first a test of everything that is about to change, as far as it is known, so
 * that nothing happens where somebody else came first (S6).
 */
export const encodePatch = (_member: Member, { fields }: Forms, { unknown, values }: Snapshot): Json => {
  const stored = (name: string) => (Object.hasOwn(values, name) ? values[name] : undefined)
  const attributes = Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      name.startsWith(inData) ? [[name.slice(inData.length), value] as const] : []
    )
  )
  const isWholeKnown = !unknown.some((name) => name.startsWith(inData))
  const tests = fields.flatMap(([name]): ReadonlyArray<Json> => {
    const value = name === "data" ? (isWholeKnown ? attributes : undefined) : stored(name)
    return value === undefined ? [] : [{ op: "test", path: pointer(name), value }]
  })
  return [...tests, ...fields.map(([name, value]) => operation(name, value, stored(name)))]
}

const operation = (name: string, value: Json, before: Json | undefined): Json => {
  const path = pointer(name)
  if (name === "data") return { op: "replace", path, value: {} }
  if (value === null) return { op: "remove", path }
  // Adding to an object puts a value in the place of one that is there (RFC 6902, 4.1).
  return { op: before === undefined ? "add" : "replace", path, value }
}

/** A JSON Pointer (RFC 6901): a name of `data` may hold anything. */
const pointer = (name: string): string => {
  const steps = name.startsWith(inData) ? ["data", name.slice(inData.length)] : [name]
  return steps.map((step) => `/${step.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("")
}

/** Whether a body is one that this adapter would send. */
export const checkRequest = Answer.strict(Wire.PutRecord)

/** Whether a patch is one that this adapter would send. */
export const checkPatch = Answer.strict(Wire.PatchRecord)

/** A snapshot of what was answered, or the field that makes no sense. */
export const decode = (member: Member, json: unknown): Result.Result<Snapshot, Answer.Problem> =>
  Result.flatMap(record(json), (record) =>
    spelled(record.id) === spelled(member["id"] ?? "")
      ? // The decoder has seen that there is an object.
        Result.succeed(snapshot(member, record, json as JsonObject))
      : Result.fail({ field: "id", rule: "is not the one that was asked for" })
  )

const decoder = Answer.decoder(Wire.Record)

/** The keys of `data` are a tenant's own words, so a problem with one of them names the whole. */
const record = (json: unknown) =>
  Result.mapError(decoder(json), ({ field, rule }) => ({
    field: field.startsWith(inData) ? "data" : field,
    rule
  }))

/** An id is printed with hyphens and without (S5). */
const spelled = (id: string): string => id.replaceAll("-", "").toLowerCase()

const snapshot = (member: Member, record: typeof Wire.Record.Type, all: JsonObject): Snapshot => {
  const { data, id: _id, ...fields } = record
  const values = Object.entries(fields).flatMap(([name, value]) => (value === null ? [] : [[name, value]]))
  const attributes = Object.entries(data ?? {}).map(([key, value]) => [`${inData}${key}`, value])
  return {
    vendor: "sailpoint",
    member,
    values: Object.fromEntries([...values, ...attributes]),
    unknown: required.filter((name) => (record[name] ?? null) === null),
    rest: Object.fromEntries(Object.entries(all).filter(([name]) => !isModelled(name)))
  }
}

/** None of the nine can be void (S3), so one without a value was not shown. */
const required = Object.keys(Wire.fields) as ReadonlyArray<keyof typeof Wire.fields>

const isModelled = (name: string): boolean =>
  Object.hasOwn(Wire.Record.fields, name) || Wire.generated.includes(name)
