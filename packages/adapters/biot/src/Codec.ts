/** Between the forms of a plan and the JSON of BioT: pure, and total over what the planner chooses. */
import * as Answer from "@muster/adapter-kit/Answer"
import type { Json, JsonObject } from "@muster/core/Json"
import type { Member } from "@muster/core/Member"
import type { Forms } from "@muster/core/Semantics"
import type { Snapshot } from "@muster/core/Snapshot"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Attribute } from "./Semantics.ts"
import * as Wire from "./Wire.ts"

type Checked<A> = Result.Result<A, Answer.Problem>
type Entry = readonly [name: string, value: Json]

/** The body of an update: what the forms name, and nothing else (B1). */
export const encode = (_member: Member, { fields }: Forms): Json =>
  Object.fromEntries(
    Array.from(
      Map.groupBy(fields, ([name]) => places.get(name)),
      ([object, entries]) => (object === undefined ? entries : [[object, inside(object, entries)] as const])
    ).flat()
  )

/** The object that a dotted name belongs into. A custom attribute with dots in its name is not among them. */
const places: ReadonlyMap<string, string> = new Map(
  Array.from(Wire.objects, ([object, names]) =>
    names.map((name) => [`${object}.${name}`, object] as const)
  ).flat()
)

const inside = (object: string, entries: ReadonlyArray<Entry>): JsonObject =>
  Object.fromEntries(entries.map(([name, value]) => [name.slice(object.length + 1), value]))

/** The body of a creation (B18): of the template that the settings describe, where the values name none. */
export const encodeNew = (values: JsonObject, templateId?: string): JsonObject => ({
  ...(templateId === undefined ? {} : { _templateId: templateId }),
  ...(encode({}, { fields: Object.entries(values) }) as JsonObject)
})

const checking =
  (builtInRequest: (json: unknown) => Checked<void>) => (attributes: ReadonlyArray<Attribute>) => {
    const { check, split } = customs(attributes)
    return (request: unknown): Checked<void> => {
      const { builtIn, custom } = split(request)
      return Result.andThen(builtInRequest(builtIn), () => check(custom))
    }
  }

/** Whether a body is one that this adapter would send to somebody whose template has these attributes. */
export const checkRequest = checking(Answer.strict(Wire.PatchUser))

/** Whether a creation is one that this adapter would send: a user of another template could never be read. */
export const checkNew = (attributes: ReadonlyArray<Attribute>, templateId?: string) => {
  const check = checkNewcomer(attributes)
  return (request: JsonObject): Checked<void> =>
    Result.andThen(check(request), () =>
      same("_templateId", described, String(request["_templateId"]), templateId)
    )
}

const checkNewcomer = checking(Answer.strict(Wire.PostUser))

const described = "the template that the settings describe"

/**
 * A snapshot of what was answered, or the field that makes no sense. What is null or left out is void: of an answer
 * without the one or the other nobody can say more, and only `_id` and `_name` are marked as always there.
 */
export const decode = (attributes: ReadonlyArray<Attribute>, templateId?: string) => {
  const { check, split } = customs(attributes)
  return (member: Member, json: unknown): Checked<Snapshot> =>
    Result.gen(function* () {
      const { builtIn, custom } = split(json)
      const { _id, _template, ...fields } = yield* user(builtIn)
      yield* same("_id", "the one that was asked for", _id, member["id"])
      yield* same("_template.id", described, _template?.id, templateId)
      yield* check(custom)
      const values = [...Object.entries(fields).flatMap(flat), ...custom]
      return {
        vendor: "biot",
        member,
        values: Object.fromEntries(values.filter(([, value]) => value !== null)),
        unknown: [],
        rest: Object.fromEntries(Object.entries(builtIn).flatMap(unmodelled))
      }
    })
}

const user = Answer.decoder(Wire.User)

/** Custom attributes (B3): which members they are, and whether they hold what their type says. */
const customs = (attributes: ReadonlyArray<Attribute>) => {
  const types = new Map(attributes.map(({ name, type }) => [name, Schema.is(Wire.custom[type])]))
  return {
    split: (json: unknown): { readonly builtIn: JsonObject; readonly custom: ReadonlyArray<Entry> } => {
      const all: ReadonlyArray<Entry> = Object.entries(json ?? {})
      return {
        builtIn: Object.fromEntries(all.filter(([name]) => !types.has(name))),
        custom: all.filter(([name]) => types.has(name))
      }
    },
    check: (custom: ReadonlyArray<Entry>): Checked<void> => {
      const wrong = custom.find(([name, value]) => types.get(name)?.(value) === false)
      return wrong === undefined
        ? Result.succeed(undefined)
        : Result.fail({ field: wrong[0], rule: "is not what the template describes" })
    }
  }
}

/** UUIDs are the same in upper and in lower case (B4); one that is not there contradicts nothing. */
const same = (
  field: string,
  expected: string,
  answered: string | null | undefined,
  asked: string | undefined
): Checked<void> =>
  answered && asked !== undefined && answered.toLowerCase() !== asked.toLowerCase()
    ? Result.fail({ field, rule: `is not ${expected}` })
    : Result.succeed(undefined)

type Decoded = Omit<typeof Wire.User.Type, "_id" | "_template">

const flat = ([name, value]: readonly [string, Decoded[keyof Decoded]]): ReadonlyArray<Entry> =>
  typeof value === "object"
    ? Object.entries(value ?? {}).map(([part, value]) => [`${name}.${part}`, value])
    : [[name, value ?? null]]

/** The decoder has seen that the four objects are objects, or null. Of an organization only the id is the user's. */
const unmodelled = ([name, value]: Entry): ReadonlyArray<Entry> => {
  if (Wire.objects.has(name) && name !== "_ownerOrganization")
    return Object.entries(value ?? {}).flatMap(([part, value]: Entry) =>
      places.has(`${name}.${part}`) ? [] : [[`${name}.${part}`, value] as const]
    )
  return Object.hasOwn(Wire.User.fields, name) || Wire.generated.includes(name) ? [] : [[name, value]]
}

/** The tokens that a login or a refresh gives (B17). */
export const session = Answer.decoder(Wire.Session)

/** What else it takes, where the password was right and is not enough. */
export const hurdle = (json: unknown): Checked<string | undefined> =>
  Result.map(hurdles(json), ({ mfaRequired, passwordResetRequired }) =>
    mfaRequired ? "a second factor" : passwordResetRequired ? "a new password" : undefined
  )

const hurdles = Answer.decoder(Wire.Hurdles)
