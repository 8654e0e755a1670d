/** The JSON of eloomi, in its own names: what we send, exactly, and of its answers only what we read. */
import type { Member } from "@muster/core/Member"
import * as Schema from "effect/Schema"
import * as SchemaTransformation from "effect/SchemaTransformation"

/** Where the users are. */
export const users = "/v3/users"

/** Where the one with an employee id is, whatever it holds (E1). */
export const path = (member: Member): string =>
  `${users}-employee_id/${encodeURIComponent(member["employee_id"] ?? "")}`

const nullable = <S extends Schema.Constraint>(schema: S) => Schema.optionalKey(Schema.NullOr(schema))
const list = <S extends Schema.Constraint>(item: S) => nullable(Schema.Array(item))

const text = nullable(Schema.String)

/** Declared as strings, shown with integers. */
const id = Schema.Union([Schema.Int, Schema.String])

const prompts = {
  email: nullable(Schema.Boolean),
  employee_id: nullable(Schema.Boolean),
  legal_consent: nullable(Schema.Boolean),
  password: nullable(Schema.Boolean),
  phone: nullable(Schema.Boolean),
  phone_code: nullable(Schema.Boolean)
}

/** What a user may be prompted for (E6). */
export const promptNames = Object.keys(prompts)

/** The name of a password: plans and files hold no other. */
export const Secret = Schema.Struct({ secret: Schema.NonEmptyString })

/** The body of an update (E2), with a password that is still a name. */
export const PatchUser = Schema.Struct({
  first_name: text,
  last_name: text,
  email: text,
  personal_email: text,
  title: text,
  generic_role: text,
  phone: text,
  mobile_phone: text,
  language_code: text,
  user_permission: text,
  employee_id: text,
  start_of_employment_at: text,
  end_of_employment_at: text,
  access_groups: list(Schema.Int),
  department_id: list(id),
  team_ids: list(id),
  profile_ids: list(Schema.Int),
  department_code: list(Schema.String),
  direct_manager_ids: list(Schema.Int),
  direct_manager_employee_ids: list(Schema.String),
  prompts: nullable(Schema.Struct(prompts)),
  password: nullable(Secret),
  // The words are today's, the others those of 2018 (E12).
  activate: nullable(
    Schema.Literals([
      "deactivate",
      "standard",
      "company_default",
      "pre_generated_password",
      "instant",
      true,
      false,
      1,
      0
    ])
  )
})

/** The body of a create (E10). */
export const PostUser = Schema.Struct({
  ...PatchUser.fields,
  email: Schema.NonEmptyString,
  employee_id: Schema.NonEmptyString
})

/** An integer, or one in digits. */
const integer = Schema.Union([
  Schema.Int,
  Schema.String.check(Schema.isPattern(/^\d+$/)).pipe(
    Schema.decodeTo(Schema.Int, SchemaTransformation.numberFromString)
  )
])

/** What showing a user answers (E3). Some fields go by two names (E-names). */
export const User = Schema.Struct({
  data: Schema.Struct({
    first_name: text,
    last_name: text,
    email: text,
    personal_email: text,
    title: text,
    generic_role: text,
    phone: text,
    mobile: text,
    mobile_phone: text,
    language: text,
    language_code: text,
    user_permission: text,
    employee_id: text,
    start_of_employment: text,
    start_of_employment_at: text,
    end_of_employment: text,
    end_of_employment_at: text,
    access_groups: list(Schema.Struct({ id: integer })),
    department_id: list(integer),
    team_id: list(integer),
    team_ids: list(integer),
    direct_manager_ids: list(integer),
    activated_at: text
  })
})

/** One page of the list (E9). */
export const Page = Schema.Struct({ data: Schema.Array(Schema.Unknown) })

/** Whom an answer is about; she may have no employee id. */
export const Named = Schema.Struct({ employee_id: text })

/** What a create answers (E10), as far as it is read. */
export const Created = Schema.Struct({ data: Schema.Struct({ employee_id: Schema.NonEmptyString }) })
