/** Saboteurs of SailPoint that replay bugs reported in public, where no other saboteur does. */
import { twin } from "@muster/twin-sailpoint"
import { withRecord } from "@muster/twin-sailpoint/State"
import { type Saboteur, saboteur } from "../Saboteur.ts"
import { switching, unprototyped, wiping } from "./Bugs.ts"
import { merging } from "./SailPointAnswers.ts"
import { idIn, type Members, onPatch, rereading, restored, restoring } from "./SailPointCalls.ts"

const puts: ReadonlyArray<Saboteur> = [
  saboteur(
    "S4-proto-is-lost",
    "An attribute that is called __proto__ is lost.",
    rereading(({ data, ...body }) =>
      typeof data === "object" ? { ...body, data: data && unprototyped(data as Members) } : { ...body, data }
    )
  ),
  saboteur(
    "S7-forgets",
    "An update is answered as done, and lost.",
    restoring((_after, _arrived, before) => before)
  ),
  saboteur(
    "S7-switched-to-merging",
    "The first update replaces the attributes as it should, and every later one merges them.",
    switching(twin, merging)
  ),
  saboteur(
    "S7-empty-is-left-alone",
    "Whatever is an empty string stays as it is.",
    rereading((body, stored) => ({
      ...body,
      ...Object.fromEntries(
        Object.entries(stored ?? {}).filter(([name]) => name !== "data" && body[name] === "")
      )
    }))
  ),
  ...wiping("S3", twin, "PUT", (state, { path }) => {
    const record = state.records.get(idIn(path) ?? "")
    return record === undefined ? state : withRecord(state, { ...record, phone: "", data: new Map() })
  })
]

/** The attributes that operations name. */
const named = (operations: ReadonlyArray<Members>): ReadonlyArray<string> =>
  operations.flatMap(({ path }) => {
    const [, top, name] = String(path).split("/")
    return top === "data" && name !== undefined ? [name] : []
  })

const patches: ReadonlyArray<Saboteur> = [
  saboteur(
    "S6-one-attribute-clears-the-others",
    "A patch of one attribute takes the others away.",
    onPatch(({ operations, stored }, honest) => {
      const names = named(operations)
      return names.length === 0
        ? undefined
        : restored(honest(operations), stored.id, ({ data }) => ({
            data: new Map([...data].filter(([name]) => names.includes(name)))
          }))
    })
  ),
  saboteur(
    "S6-empty-data-says-nothing",
    "Replacing data by an empty object clears nothing.",
    onPatch(({ operations, stored }, honest) =>
      restored(honest(operations), stored.id, ({ data }) => (data.size === 0 ? { data: stored.data } : {}))
    )
  ),
  saboteur(
    "S6-replace-adds-beside",
    "Replacing an attribute adds another one, and keeps the old.",
    onPatch(({ operations }, honest) =>
      honest(
        operations.map((operation) =>
          operation["op"] === "replace" && named([operation]).length > 0
            ? { ...operation, op: "add", path: `${String(operation["path"])} 2` }
            : operation
        )
      )
    )
  ),
  saboteur(
    "S6-null-operation-is-dropped",
    "An operation that is null is passed over.",
    onPatch(({ operations }, honest) => honest(operations.filter((operation) => operation !== null)))
  ),
  saboteur(
    "S6-proto-is-lost",
    "An operation on an attribute that is called __proto__ is passed over.",
    onPatch(({ operations }, honest) =>
      honest(operations.filter((operation) => operation === null || operation["path"] !== "/data/__proto__"))
    )
  )
]

export const replaySaboteurs: ReadonlyArray<Saboteur> = [...puts, ...patches]
