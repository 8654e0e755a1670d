/**
 * What happens, one rule a clause, in the order of the page "Update Non-Employee Record"; a patch ends in the same rules.
 * Where the page is silent, the rule names the axis whose answer chooses. Nothing here knows about HTTP.
 */
import {
  type Caller,
  type RecordSeed,
  type Source,
  type State,
  ticked,
  withoutRecord,
  withRecord
} from "./State.ts"
import {
  type Asked,
  askedOf,
  codes,
  type Data,
  type Fields,
  instantOf,
  invalid,
  type NonEmployee,
  patched,
  Refusal,
  type SailPointReading,
  sortable,
  spelled,
  texts
} from "./Vocabulary.ts"

type Written = Fields & { readonly data: Data }
type Outcome = readonly [State, NonEmployee] | Refusal

const none: Data = new Map()

/** S9: a valid token that has no access. */
const forbidden = (): Refusal =>
  new Refusal(403, codes.forbidden, "The server understood the request but refuses to authorize it.")

/** The whole update. A refusal leaves the state as it was. */
export const update = (
  reading: SailPointReading,
  state: State,
  id: string,
  body: unknown,
  caller: Caller
): Outcome => {
  const stored = updatable(reading, state, id, caller)
  if (stored instanceof Refusal) return stored
  const isLenient = caller.role === "owner" && reading["S-3-owner"] === "optional"
  const asked = askedOf(reading, body, isLenient ? stored : undefined)
  return asked instanceof Refusal ? asked : write(reading, state, stored, asked, caller)
}

/** S6: the record as patched, under the rules of an update. A patch names what goes, so an empty data is just empty. */
export const patch = (
  reading: SailPointReading,
  state: State,
  id: string,
  body: unknown,
  caller: Caller
): Outcome => {
  const stored = updatable(reading, state, id, caller)
  if (stored instanceof Refusal) return stored
  const document = patched(stored, body)
  if (document instanceof Refusal) return document
  const literal = { ...reading, "S-2-null": "refused", "S-2-empty": "cleared" } as const
  const asked = askedOf(literal, document, undefined)
  return asked instanceof Refusal ? asked : write(literal, state, stored, asked, caller)
}

/** S1, S2: who updates what. */
const write = (
  reading: SailPointReading,
  state: State,
  stored: NonEmployee,
  asked: Asked,
  { role }: Caller
): Outcome => {
  const written =
    role === "owner" ? endDateOnly(reading, stored, asked) : replace(reading, state, asked, stored)
  if (written instanceof Refusal) return written
  const [next, modified] = ticked(state)
  const record = { ...written, id: stored.id, created: stored.created, modified }
  return [withRecord(next, record), record]
}

/** S8: a user stands behind the token. S1, S2: one who may update, or an owner. */
const updatable = (
  reading: SailPointReading,
  state: State,
  id: string,
  caller: Caller
): NonEmployee | Refusal =>
  caller.user && caller.role !== "reader" ? visible(reading, state, id, caller, "status-404") : forbidden()

/** S-8: what a malformed id says. S9, S-12: what an unknown one says. */
export const existing = (
  reading: SailPointReading,
  state: State,
  id: string,
  unknown: SailPointReading["S-12"]
): NonEmployee | Refusal => {
  const isUuid = /^[0-9a-f]{32}$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)
  if (!isUuid && reading["S-8"] === "status-400") return invalid(codes.value, "id is invalid;")
  const stored = state.records.get(id)
  if (stored !== undefined) return stored
  const text = "The server did not find a current representation for the target resource."
  return isUuid && unknown === "status-400"
    ? invalid(codes.reference, text)
    : new Refusal(404, codes.missing, text)
}

/** S1, S12: an owner reaches the records of his sources. */
const reaches = ({ role, owns }: Caller, { sourceId }: NonEmployee): boolean =>
  role !== "owner" || owns === undefined || owns.has(sourceId)

/** One record, if it is there and within the caller's reach. */
export const visible = (
  reading: SailPointReading,
  state: State,
  id: string,
  caller: Caller,
  unknown: SailPointReading["S-12"]
): NonEmployee | Refusal => {
  const stored = existing(reading, state, id, unknown)
  return stored instanceof Refusal || reaches(caller, stored) ? stored : forbidden()
}

/** S1: the owner updates the end date. S-1: what his other fields do when they differ. */
const endDateOnly = (reading: SailPointReading, stored: NonEmployee, asked: Asked): Written | Refusal => {
  const data = asked.data === undefined ? stored.data : dataAfter(reading, stored.data, asked.data)
  if (data instanceof Refusal) return data
  const { fields } = asked
  const isSame =
    texts.every((name) => fields[name] === stored[name]) &&
    instantOf(fields.startDate) === instantOf(stored.startDate) &&
    data.size === stored.data.size &&
    [...data].every(([name, value]) => stored.data.get(name) === value)
  if (!isSame && reading["S-1"] === "refused") return forbidden()
  const endDate = spelled(reading, fields.endDate)
  return backwards(reading, stored.startDate, endDate) ?? { ...stored, endDate }
}

/** S1, S7: all fields come from the body. Without a stored record it is a create, under the same rules. */
const replace = (
  reading: SailPointReading,
  state: State,
  { fields, data: asked }: Asked,
  stored: NonEmployee | undefined
): Written | Refusal => {
  const source = sourceAfter(reading, state, fields.sourceId, stored)
  if (source instanceof Refusal) return source
  const given = dataAfter(reading, stored?.data ?? none, asked)
  if (given instanceof Refusal) return given
  const data = knownTo(reading, source, given)
  if (data instanceof Refusal) return data
  const [startDate, endDate] = [spelled(reading, fields.startDate), spelled(reading, fields.endDate)]
  return (
    complete(source, data) ??
    valid(state, fields.manager) ??
    free(state, fields.accountName, stored?.id) ??
    backwards(reading, startDate, endDate) ?? { ...fields, startDate, endDate, data }
  )
}

/** S-2, S-2-null, S-2-empty: what data says that is absent, null or empty. Any other replaces the stored one (S7). */
const dataAfter = (reading: SailPointReading, stored: Data, asked: Asked["data"]): Data | Refusal => {
  if (asked === undefined) return reading["S-2"] === "kept" ? stored : none
  if (asked === null) {
    if (reading["S-2-null"] === "refused") return invalid(codes.value, "data is invalid;")
    return reading["S-2-null"] === "kept" ? stored : none
  }
  return asked.size === 0 && reading["S-2-empty"] === "kept" ? stored : asked
}

/** S-3-unknown: keys that the source's schema does not have. */
const knownTo = (reading: SailPointReading, { attributes }: Source, data: Data): Data | Refusal => {
  if (attributes === undefined || reading["S-3-unknown"] === "stored") return data
  const strange = [...data.keys()].filter((name) => !attributes.has(name))
  if (strange.length === 0) return data
  if (reading["S-3-unknown"] === "refused") return invalid(codes.value, `data.${strange[0]} is invalid;`)
  return new Map([...data].filter(([name]) => attributes.has(name)))
}

/** Settled: a required attribute of the source must be there afterwards. */
const complete = ({ required }: Source, data: Data): Refusal | undefined => {
  const missing = [...required].filter((name) => !data.has(name))
  const text = missing.map((name) => `data.${name} is required;`).join(" ")
  return missing.length === 0 ? undefined : invalid(codes.content, text)
}

/** S-6: whether a record can move. A source that is not there is refused in any case. */
const sourceAfter = (
  reading: SailPointReading,
  state: State,
  sourceId: string,
  stored: NonEmployee | undefined
): Source | Refusal => {
  if (stored !== undefined && stored.sourceId !== sourceId && reading["S-6"] === "refused")
    return invalid(codes.unchangeable, "sourceId can not be changed;")
  return state.sources.get(sourceId) ?? invalid(codes.reference, "sourceId is not found;")
}

/** S3: the manager is the account id of a valid identity. */
const valid = (state: State, manager: string): Refusal | undefined =>
  state.identities === undefined || state.identities.has(manager)
    ? undefined
    : invalid(codes.reference, "manager is not found;")

/** Settled: no two records have one accountName. The text is that of the create call. */
const free = (state: State, accountName: string, id: string | undefined): Refusal | undefined => {
  for (const other of state.records.values()) {
    if (other.accountName !== accountName || other.id === id) continue
    const verb = id === undefined ? "create" : "update"
    const text = `Unable to ${verb} Non-Employee because the accountName "${accountName}" is already being used.`
    return invalid(codes.conflict, text)
  }
  return undefined
}

/** S-4: an end date before the start date. */
const backwards = (reading: SailPointReading, startDate: string, endDate: string): Refusal | undefined =>
  reading["S-4"] === "refused" && (instantOf(endDate) ?? 0) < (instantOf(startDate) ?? 0)
    ? invalid(codes.value, "endDate is before startDate;")
    : undefined

/** "Create Non-Employee Record": the same body for a record that is not there yet. */
export const create = (reading: SailPointReading, state: State, body: unknown, caller: Caller): Outcome => {
  if (caller.role !== "updater") return forbidden()
  const asked = askedOf(reading, body, undefined)
  if (asked instanceof Refusal) return asked
  const written = replace(reading, state, asked, undefined)
  if (written instanceof Refusal) return written
  const [next, created] = ticked(state)
  const record = { ...written, id: freeId(next), created, modified: created }
  return [withRecord(next, record), record]
}

/** Counted from the clock, not drawn, so that the rules stay pure and no id comes twice. */
const freeId = (state: State): string => {
  for (let count = state.clock; ; count += 1) {
    const id = count.toString(16).padStart(32, "0")
    if (!state.records.has(id)) return id
  }
}

/** "Delete Non-Employee Record". S-12-delete: what an unknown id says. */
export const remove = (
  reading: SailPointReading,
  state: State,
  id: string,
  caller: Caller
): State | Refusal => {
  if (caller.role !== "updater") return forbidden()
  const stored = existing(reading, state, id, "status-404")
  if (!(stored instanceof Refusal)) return withoutRecord(state, id)
  return stored.status === 404 && reading["S-12-delete"] === "status-204" ? state : stored
}

/** S12: the records within the caller's reach, of one source if it is given, in the order of the sorters. */
export const list = (
  state: State,
  caller: Caller,
  filters: string | undefined,
  sorters: string | undefined
): ReadonlyArray<NonEmployee> | Refusal => {
  const [, sourceId] = /^\s*sourceId eq "([^"]*)"\s*$/.exec(filters ?? "") ?? []
  if (filters !== undefined && sourceId === undefined) return invalid(codes.content, "filters is invalid;")
  const records = [...state.records.values()].filter(
    (record) => reaches(caller, record) && (sourceId === undefined || record.sourceId === sourceId)
  )
  if (sorters === undefined) return records
  const orders = sorters.split(",").map((sorter) => orderOf(sorter.trim()))
  const known = orders.filter((order) => order !== undefined)
  if (known.length < orders.length) return invalid(codes.content, "sorters is invalid;")
  return records.sort((one, other) => known.reduce((found, order) => found || order(one, other), 0))
}

type Order = (one: NonEmployee, other: NonEmployee) => number

const orderOf = (sorter: string): Order | undefined => {
  const sign = sorter.startsWith("-") ? -1 : 1
  const column = sortable.find((name) => name === (sign < 0 ? sorter.slice(1) : sorter))
  if (column === undefined) return undefined
  return (one, other) => {
    const [mine, theirs] = [one[column], other[column]]
    const [left, right] = [instantOf(mine) ?? mine, instantOf(theirs) ?? theirs]
    return left === right ? 0 : left < right ? -sign : sign
  }
}

/** A record that was there before this client came; one that this vendor could not hold is refused. */
export const admit = (
  reading: SailPointReading,
  state: State,
  { id, created, modified, ...body }: RecordSeed
): NonEmployee | Refusal => {
  const asked = askedOf({ ...reading, "S-9": "stored" }, body, undefined)
  if (asked instanceof Refusal) return asked
  const [born, changed] = [created ?? started, modified ?? created ?? started]
  if (instantOf(born) === undefined || instantOf(changed) === undefined)
    return invalid(codes.value, "created or modified is invalid;")
  const strict = {
    ...reading,
    "S-3-unknown": reading["S-3-unknown"] === "stored" ? "stored" : "refused"
  } as const
  const source = sourceAfter(reading, state, asked.fields.sourceId, undefined)
  if (source instanceof Refusal) return source
  const data = knownTo(strict, source, asked.data ?? none)
  if (data instanceof Refusal) return data
  const [startDate, endDate] = [spelled(reading, body.startDate), spelled(reading, body.endDate)]
  const record = { ...asked.fields, id, startDate, endDate, data, created: born, modified: changed }
  const known = existing({ ...reading, "S-8": "status-400" }, withRecord(state, record), id, "status-404")
  if (known instanceof Refusal) return known
  return free(state, record.accountName, id) ?? record
}

const started = "2020-01-01T00:00:00.000Z"
