/**
 * Law 14, for one vendor's mapping. *Told*: whatever a worker's change names is translated, or told as unplaced, or
 * told as a problem. *Get-put*: what was put is what is got. *Put-get*: what was got, put again, changes nothing.
 * A mapping that is wrong both ways alike keeps all three, so that its *meaning* is held against examples.
 */
import { type Json, Semantics, Worker } from "@muster/core"
import type { Mapped } from "./Mapped.ts"
import { type Held, isDate, readable, type Wished } from "./WorkerDrawing.ts"

/** What became of values, and how often. */
export type Tally = Map<string, number>

const count = (tally: Tally, what: string): void => {
  tally.set(what, (tally.get(what) ?? 0) + 1)
}

/** The part of a change that says something, under its own name. */
const saidIn = ({ merge, replace }: Worker.WorkerChange): readonly [string, Json.JsonObject] =>
  replace === undefined ? ["merge", merge ?? {}] : ["replace", replace]

/** Every name of a change is in exactly one place, and no place has anything else. */
export const told = ({ mapping }: Mapped, { change, setting }: Wished): string | undefined => {
  const [place, said] = saidIn(change)
  const { change: translated, problems } = Worker.toChange(mapping, change, setting)
  const put = translated.replace ?? translated.merge ?? {}
  const unplaced = (translated.unplaced ?? []).map(({ field }) => field)
  for (const name of Object.keys(said).filter((each) => Object.hasOwn(Worker.fields, each))) {
    const field = mapping.find(({ worker }) => worker === name)?.field
    const places = [
      ...(field !== undefined && Object.hasOwn(put, field) ? ["translated"] : []),
      ...unplaced.filter((each) => each === name),
      ...problems.filter((each) => each.field === `worker.${place}.${name}`)
    ]
    if (places.length !== 1) return `${name} is in ${places.length} places`
  }
  const all = Object.keys(put).length + unplaced.length + problems.length
  return all === Object.keys(said).length
    ? undefined
    : `${Object.keys(said).length} names became ${all} things`
}

/** What a vendor holds after a write: a command leaves its effect, and null leaves nothing. */
const stored = (
  semantics: Semantics.Semantics,
  put: Json.JsonObject
): ReadonlyArray<readonly [string, Json.Json]> =>
  Object.entries(put).flatMap(([name, value]): ReadonlyArray<readonly [string, Json.Json]> => {
    if (value === null) return []
    const { command, writes = [] } = Semantics.fieldOf(semantics, name, null)?.field ?? {}
    return command === undefined
      ? [[name, value]]
      : writes.map(({ after, field }) => [field, after(value, undefined) ?? null])
  })

/** A worker's date in one spelling; anything else is as it is. */
const normal = (name: string, value: Json.Json | undefined): Json.Json | undefined => {
  const parts = isDate(name) && value !== undefined ? Worker.partsOf(value) : undefined
  return parts === undefined ? value : Worker.dateOf(parts.date, parts.time.replace(/\.000$/, ""))
}

const zoneOf = (said: Json.JsonObject, setting: Worker.Setting): Worker.Setting =>
  typeof said["timezone"] === "string" ? { zone: said["timezone"] } : setting

/** Worker, vendor, worker: what found its place comes back, and nothing else does. */
export const getPut = (
  { mapping, semantics }: Mapped,
  { change, setting }: Wished,
  tally: Tally
): string | undefined => {
  const [, said] = saidIn(change)
  const { change: translated } = Worker.toChange(mapping, change, setting)
  const put = translated.replace ?? translated.merge ?? {}
  const unknown = Object.keys(put).find((name) => Semantics.fieldOf(semantics, name, null) === undefined)
  if (unknown !== undefined) return `the vendor has no field ${unknown}`
  const back = Worker.fromRecord(mapping, Object.fromEntries(stored(semantics, put)), zoneOf(said, setting))
  for (const name of Object.keys(Worker.fields)) {
    const field = mapping.find(({ worker }) => worker === name)?.field
    const isPlaced = field !== undefined && Object.hasOwn(put, field)
    const wanted = isPlaced && said[name] !== null ? said[name] : undefined
    const got = Object.hasOwn(back, name) ? back[name] : undefined
    if (normal(name, got) !== normal(name, wanted))
      return `${name} was put as ${text(wanted)} and is got as ${text(got)}`
    if (wanted !== undefined) count(tally, name)
  }
  return undefined
}

/** Vendor, worker, vendor: the same again in the field's normal form, or told; never another value. */
export const putGet = (
  { mapping, semantics }: Mapped,
  { setting, values }: Held,
  tally: Tally
): string | undefined => {
  const worker = Worker.fromRecord(mapping, values, setting)
  const { change, problems } = Worker.toChange(mapping, { merge: worker }, setting)
  for (const { counterpart, name } of readable({ mapping })) {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value === undefined) continue
    const { field, needs, worker: mine } = counterpart
    const back = Object.hasOwn(change.merge ?? {}, field) ? change.merge?.[field] : undefined
    const isTold =
      change.unplaced?.some((each) => each.field === mine) === true ||
      problems.some((each) => each.field === `worker.merge.${mine}`)
    if (back !== undefined && isSame(semantics, field, back, values)) count(tally, mine)
    else if (back !== undefined) return `${name} was ${text(value)} and is put back as ${text(back)}`
    else if (!isTold && value !== "" && (needs === undefined || Object.hasOwn(worker, mine)))
      // An empty text is no value of a worker's; what is not got is not put, and stays.
      return `${name} was ${text(value)} and is lost`
    else count(tally, "told")
  }
  return undefined
}

/** Whether writing this leaves what is there: the same value, or a command that has come true. */
const isSame = (
  semantics: Semantics.Semantics,
  name: string,
  back: Json.Json,
  values: Json.JsonObject
): boolean => {
  const field = Semantics.fieldOf(semantics, name, null)?.field
  if (field === undefined) return false
  if (field.command !== undefined) return field.command(back, (each) => values[each])
  return Semantics.same(field, values[name] ?? null, back)
}

/** A worker, and the record that says the same at a vendor. */
export interface Meaning {
  readonly vendor: string
  readonly worker: Json.JsonObject
  readonly record: Json.JsonObject
  readonly setting?: Worker.Setting
}

/** The worker is put as the record, and got from it. */
export const meaning = (
  { mapping, semantics }: Mapped,
  { record, setting = {}, worker }: Meaning
): string | undefined => {
  const { change } = Worker.toChange(mapping, { merge: worker }, setting)
  const put = stored(semantics, change.merge ?? {})
  const isAsSaid =
    put.length === Object.keys(record).length &&
    put.every(([name, value]) => {
      const field = Semantics.fieldOf(semantics, name, null)?.field
      const wanted = record[name] ?? null
      return field === undefined ? value === wanted : Semantics.same(field, value, wanted)
    })
  if (!isAsSaid) return `${text(worker)} becomes ${text(put)}, and not ${text(record)}`
  const got = Worker.fromRecord(mapping, record, setting)
  return text(got) === text(worker) ? undefined : `${text(record)} is ${text(got)}, and not ${text(worker)}`
}

const text = (value: unknown): string => JSON.stringify(value) ?? "nothing"
