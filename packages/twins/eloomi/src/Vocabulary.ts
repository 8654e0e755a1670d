/**
 * The vendor's words, written from the reference page "Update User by Employee ID": the user, the body of an update,
 * and the points that the pages leave open.
 */
import { Result, Schema } from "effect"
import type { ReadingOf } from "@muster/twin-kit"

/** Every point that the pages leave open, with the answers that this twin honours. */
export const axes = {
  "E-1": ["clears", "ignored", "refused"],
  "E-1-required": ["ignored", "refused"],
  "E-1-empty": ["stored", "clears", "refused"],
  "E-1-list": ["clears", "ignored", "refused"],
  "E-2": ["replaced", "added"],
  "E-2-empty": ["clears", "kept"],
  "E-3": ["removed", "kept"],
  "E-3-null": ["removed", "ignored", "refused"],
  "E-3-object": ["clears", "ignored", "refused"],
  "E-3-empty": ["clears", "kept", "refused"],
  "E-4": ["refused", "id-wins"],
  "E-5": ["status-204", "status-404"],
  "E-6": ["renames", "ignored", "refused"],
  "E-9": ["ignored", "refused"],
  "E-10": ["accepted", "refused"],
  "E-12": ["at-once", "waits", "stays"],
  "E-13": ["kept", "reset"],
  "E-14": ["kept", "reset"],
  "E-13-null": ["reset", "ignored", "refused"],
  "E-names": ["current", "year-2018"],
  "E-void": ["list", "null"]
} as const

export type EloomiReading = ReadingOf<typeof axes>

/** The texts that may be empty (E-1-empty): the two names, and those that may be void (E-1). */
export const names = ["first_name", "last_name"] as const
export const words = ["title", "generic_role", "phone", "mobile_phone"] as const

export const employmentEnds = ["start_of_employment_at", "end_of_employment_at"] as const

/** Lists of ids that name nothing this twin knows. */
export const groups = ["access_groups", "team_ids", "profile_ids"] as const
export const lists = [...groups, "department_id", "direct_manager_ids"] as const

export const promptKeys = [
  "email",
  "employee_id",
  "legal_consent",
  "password",
  "phone",
  "phone_code"
] as const
export type PromptKey = (typeof promptKeys)[number]

export type Ids = ReadonlyArray<number>

/** E6: what the user is asked for at the next login, and whether it is required. */
export type Prompts = ReadonlyMap<PromptKey, boolean>

type Text = (typeof names | typeof words | typeof employmentEnds)[number]

/** A user as it is stored, under the names of the request. Null is void. */
export interface User
  extends Readonly<Record<Text, string | null>>, Readonly<Record<(typeof lists)[number], Ids>> {
  readonly id: number
  readonly employee_id: string | null
  readonly email: string
  readonly personal_email: string | null
  readonly language_code: string
  readonly user_permission: string
  readonly prompts: Prompts
  readonly password: string | null
  readonly activated_at: string | null
}

/** The default of user_permission. */
export const defaultPermission = "user"

/** A user with nothing but an id, an address and the two defaults. */
export const blank = (id: number, email: string, language: string): User => ({
  id,
  employee_id: null,
  email,
  first_name: null,
  last_name: null,
  personal_email: null,
  title: null,
  generic_role: null,
  phone: null,
  mobile_phone: null,
  language_code: language,
  user_permission: defaultPermission,
  start_of_employment_at: null,
  end_of_employment_at: null,
  access_groups: [],
  team_ids: [],
  profile_ids: [],
  department_id: [],
  direct_manager_ids: [],
  prompts: new Map(),
  password: null,
  activated_at: null
})

const clockPattern = /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/

/** Whether a text is a moment on the wall clock, "yyyy-mm-dd hh:mm:ss", of a day that exists. Such texts sort by time. */
export const isWallClock = (text: string): boolean => {
  const [, year, month, day] = clockPattern.exec(text) ?? []
  if (year === undefined) return false
  return Number(day) <= new Date(Date.UTC(2000 + (Number(year) % 400), Number(month), 0)).getUTCDate()
}

/** A string that names something, so that an empty one is none. */
export const Filled = Schema.String.check(Schema.isNonEmpty())
export const Email = Schema.String.check(Schema.isPattern(/^[^\s@]+@[^\s@]+$/))
export const WallClock = Schema.String.check(Schema.makeFilter(isWallClock))

/** Settled: an id is declared as a string here and as an integer there; either is taken. */
const Id = Schema.Union([
  Schema.Int.check(Schema.isGreaterThanOrEqualTo(0)),
  Schema.String.check(Schema.isPattern(/^\d{1,15}$/))
])
export const IdList = Schema.Array(Id)

/** Stored as integers, each once. */
export const idsOf = (given: typeof IdList.Type): Ids => [...new Set(given.map(Number))]

const prompt = Schema.optionalKey(Schema.NullOr(Schema.Boolean))

/** Null is let through, because E-3-null asks what it says. */
export const PromptKeys = Schema.Struct({
  email: prompt,
  employee_id: prompt,
  legal_consent: prompt,
  password: prompt,
  phone: prompt,
  phone_code: prompt
})

/** The keys that say true or false. */
export const promptsOf = (given: typeof PromptKeys.Type): Prompts =>
  new Map(
    promptKeys.flatMap((key) => {
      const value = given[key]
      return typeof value === "boolean" ? [[key, value] as const] : []
    })
  )

/** E12: the names of the newer pages, and true, false, 1 and 0 of the older ones, all of them as text too. */
const Activation = Schema.Literals([
  "deactivate",
  "standard",
  "company_default",
  "pre_generated_password",
  "instant",
  "true",
  "false",
  "1",
  "0",
  true,
  false,
  1,
  0
])

const may = <S extends Schema.Top>(value: S) => Schema.optionalKey(Schema.NullOr(value))
const text = may(Schema.String)

/** E2: what a body may hold. Null is let through, because E-1, E-3 and E-13 ask what it says. */
const Body = Schema.Struct({
  access_groups: may(IdList),
  activate: may(Activation),
  department_code: may(Schema.Array(Filled)),
  department_id: may(IdList),
  direct_manager_employee_ids: may(Schema.Array(Filled)),
  direct_manager_ids: may(IdList),
  email: may(Email),
  employee_id: may(Filled),
  end_of_employment_at: may(WallClock),
  first_name: text,
  generic_role: text,
  language_code: may(Filled),
  last_name: text,
  mobile_phone: text,
  password: may(Filled),
  personal_email: may(Email),
  phone: text,
  profile_ids: may(IdList),
  prompts: may(PromptKeys),
  start_of_employment_at: may(WallClock),
  team_ids: may(IdList),
  title: text,
  user_permission: may(Filled)
})
export type Asked = typeof Body.Type

const decodeTolerant = Schema.decodeUnknownResult(Body, { onExcessProperty: "ignore" })
const decodeStrict = Schema.decodeUnknownResult(Body, { onExcessProperty: "error" })

/** Reads a parsed body; undefined when a member has the wrong form. E-9 says whether one that is not listed does. */
export const askedOf = (reading: EloomiReading, body: unknown): Asked | undefined => {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return undefined
  const decoded = reading["E-9"] === "refused" ? decodeStrict(body) : decodeTolerant(body)
  return Result.isSuccess(decoded) ? decoded.success : undefined
}

/** E12: true and 1 activate, false and 0 do not. E-12: what the company's default does. */
export const modeOf = (
  reading: EloomiReading,
  asked: Asked["activate"]
): "deactivate" | "standard" | "pre_generated_password" | "instant" | "none" => {
  if (asked === undefined || asked === null) return "none"
  if (asked === "company_default")
    return ({ "at-once": "instant", waits: "standard", stays: "none" } as const)[reading["E-12"]]
  if (asked === "deactivate" || asked === "standard" || asked === "pre_generated_password") return asked
  return ["instant", "true", "1"].includes(String(asked)) ? "instant" : "deactivate"
}

/** A request that is refused; nothing has changed. */
export class Refusal {
  readonly status: 400 | 404 | 405
  readonly text: string
  constructor(status: 400 | 404 | 405, text: string) {
    this.status = status
    this.text = text
  }
}

/** E4. */
export const invalid = (text: string): Refusal => new Refusal(400, text)
