/** Between the forms of a plan and the JSON of eloomi: pure, and total over what the planner chooses. */
import * as Answer from "@muster/adapter-kit/Answer"
import * as Json from "@muster/core/Json"
import type { Member } from "@muster/core/Member"
import type { Forms } from "@muster/core/Semantics"
import type { Snapshot } from "@muster/core/Snapshot"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Wire from "./Wire.ts"

const inPrompts = "prompts."

/** The body of an update: what the forms name, and nothing else (E2); prompts by their keys (E6). */
export const encode = (_member: Member, { fields }: Forms): Json.Json => {
  const plain = fields.filter(([name]) => !name.startsWith(inPrompts))
  const prompts = fields.filter(([name]) => name.startsWith(inPrompts))
  const keys = prompts.map(([name, value]) => [name.slice(inPrompts.length), value] as const)
  return {
    ...Object.fromEntries(plain),
    ...(keys.length === 0 ? {} : { prompts: Object.fromEntries(keys) })
  }
}

/** Whether a body is one that this adapter would send. */
export const checkRequest = Answer.strict(Wire.PatchUser)

/** The name that a body has where the password belongs. */
export const secret = (body: Json.Json): string | undefined =>
  namesSecret(body) ? body.password.secret : undefined

const namesSecret = Schema.is(Schema.Struct({ password: Wire.Secret }))

/** A body that names a secret, with the password itself. */
export const disclose = (body: Json.Json, password: string): Json.Json => ({
  ...(body as Json.JsonObject),
  password
})

/** Whether a body says something about the name by which the member is addressed. */
export const namesMember = Schema.is(Schema.Struct({ employee_id: Schema.Json }))

/** A snapshot of what was answered, or the field that makes no sense. */
export const decode = (member: Member, json: unknown): Result.Result<Snapshot, Answer.Problem> =>
  Result.flatMap(user(json), ({ data }) => {
    const wrong = problem(member, data)
    return wrong === undefined
      ? Result.succeed(snapshot(member, meant(data), answered(json)))
      : Result.fail(wrong)
  })

const user = Answer.decoder(Wire.User)

type User = (typeof Wire.User.Type)["data"]

/** What an answer calls otherwise than a request: today's name, and the request's (E-names). */
const renamed = [
  ["start_of_employment", "start_of_employment_at"],
  ["end_of_employment", "end_of_employment_at"],
  ["mobile", "mobile_phone"],
  ["language", "language_code"],
  ["team_id", "team_ids"]
] as const

const words: ReadonlyMap<string, string> = new Map(renamed)

const problem = (member: Member, data: User): Answer.Problem | undefined => {
  if ((data.employee_id || undefined) !== member["employee_id"])
    return { field: "data.employee_id", rule: "is not the one that was asked for" }
  const torn = renamed.find(([theirs, ours]) => !agree(data[theirs], data[ours]))
  return torn && { field: `data.${torn[0]}`, rule: `contradicts ${torn[1]}` }
}

const agree = (left: Json.Json | undefined, right: Json.Json | undefined): boolean =>
  left === undefined || right === undefined || Json.equal(left, right)

/** The answer in the words of a request; what was left out stays left out. */
const meant = (data: User): Json.JsonObject => {
  const { access_groups: groups, activated_at: since, ...fields } = data
  return {
    ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [words.get(name) ?? name, value])),
    ...(groups === undefined ? {} : { access_groups: groups?.map(({ id }) => id) ?? null }),
    ...(since === undefined ? {} : { activated: since !== null })
  }
}

const snapshot = (member: Member, fields: Json.JsonObject, all: Json.JsonObject): Snapshot => ({
  vendor: "eloomi",
  member,
  values: Object.fromEntries(Object.entries(fields).filter(([, value]) => !isVoid(value))),
  unknown: [...readable.filter((name) => !Object.hasOwn(fields, name)), ...neverAnswered],
  rest: Object.fromEntries(Object.entries(all).filter(([name]) => !isModelled(name)))
})

/** Nobody tells an empty list from none: both appear side by side (E-void). */
const isVoid = (value: Json.Json): boolean => value === null || (Array.isArray(value) && value.length === 0)

/** Every answer is documented with all of these, so what is missing is unknown. */
const readable = [
  "first_name",
  "last_name",
  "email",
  "personal_email",
  "title",
  "generic_role",
  "phone",
  "mobile_phone",
  "language_code",
  "user_permission",
  "start_of_employment_at",
  "end_of_employment_at",
  "access_groups",
  "department_id",
  "team_ids",
  "direct_manager_ids",
  "activated"
]

/** Stored and never shown (E16). `activate` is a command and not among them: it stores nothing. */
const neverAnswered = [
  "profile_ids",
  "department_code",
  "direct_manager_employee_ids",
  "password",
  ...Wire.promptNames.map((name) => `${inPrompts}${name}`)
]

/** What can only be written is modelled too: if it is answered after all, it is nothing that somebody else owns. */
const isModelled = (name: string): boolean =>
  Object.hasOwn(Wire.User.fields.data.fields, name) || Object.hasOwn(Wire.PatchUser.fields, name)

/** The decoder has seen that there is an object. */
const answered = (json: unknown): Json.JsonObject => (json as { readonly data: Json.JsonObject }).data
