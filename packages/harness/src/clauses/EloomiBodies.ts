/**
 * E4, E6, E7, E8 and E17: which bodies are refused, and what prompts, managers, departments and addresses say.
 */
import { clause, type ClauseCheck, parsed, same } from "../Clause.ts"
import {
  bob,
  type Company,
  company,
  type Employee,
  type Envelope,
  everybody,
  jane,
  listPath,
  max,
  moritz,
  pathOf
} from "./Company.ts"

/** Bodies that hold a value of a wrong kind, or one that names nothing. */
const invalid: ReadonlyArray<object> = [
  ...["title", "email", "phone", "employee_id", "password"].map((name) => ({ [name]: 1 })),
  ...["email", "personal_email", "employee_id", "language_code", "user_permission", "password"].map(
    (name) => ({
      [name]: ""
    })
  ),
  { email: "nobody" },
  { personal_email: "jane at home" },
  ...[
    "2018-12-25",
    "tomorrow",
    "",
    "2018-02-30 00:00:00",
    "2018-12-25T08:00:00",
    "2018-12-25 08:00:00Z"
  ].flatMap((date) => [{ start_of_employment_at: date }, { end_of_employment_at: date }]),
  ...["access_groups", "department_id", "team_ids", "profile_ids", "direct_manager_ids"].flatMap((name) => [
    { [name]: 1 },
    { [name]: ["one"] },
    { [name]: [1, null] },
    { [name]: {} }
  ]),
  { department_code: "DEP1" },
  { direct_manager_employee_ids: "M7" },
  { prompts: true },
  { activate: "perhaps" },
  { activate: 2 },
  { employee_id: bob.employee_id }
]

/** Bodies that are no JSON objects. */
const formless: ReadonlyArray<readonly [body: string, type?: string]> = [
  [""],
  ["[]"],
  ["null"],
  ['"text"'],
  ["{"],
  [JSON.stringify([{ first_name: "Ada" }])],
  ["first_name=Ada", "application/x-www-form-urlencoded"]
]

/** The envelope of a failure, which is one of a success without its data. */
const explains = (what: string, json: unknown, status: number): void => {
  const { extended_message, message, status: phrase, status_code, ...rest } = json as Envelope
  same(`${what}: the envelope has no other members`, rest, {})
  same(`${what}: status_code`, status_code, status)
  for (const text of [phrase, message, extended_message])
    same(`${what}: the envelope holds texts`, typeof text, "string")
}

const refusals = clause(
  "E4",
  'Invalid data is a 400 with the envelope without data; a stranger is a 401 with {"error": "Unauthenticated."}.',
  (bench) => {
    const start = company(bench)
    for (const wrong of invalid) {
      const what = `an update with ${JSON.stringify(wrong)}`
      const body = { first_name: "Ada", profile_ids: [1, 2], ...wrong }
      explains(what, parsed(start.rejects(what, [400], () => start.patch(body))), 400)
    }
    for (const [text, type = "application/json"] of formless) {
      const headers = { "content-type": type }
      const send = () => start.call("PATCH", pathOf(jane.employee_id), { body: text, headers })
      explains(text, parsed(start.rejects(`a body ${text}`, [400], send)), 400)
    }
    const creation = start.rejects("a create with a wrong title", [400], () =>
      start.create({ email: "new@example.com", title: 1 })
    )
    explains("a create", parsed(creation), 400)
    for (const body of [{ first_name: "Ada" }, { first_name: 1 }])
      for (const send of [
        () => start.patch(body, jane, { authorization: "Bearer unknown" }),
        () => start.call("POST", listPath, { body: JSON.stringify(body), headers: { clientid: "somebody" } })
      ])
        same("401 has its error", parsed(start.rejects("a stranger's call", [401], send)), {
          error: "Unauthenticated."
        })
    same("nothing has changed and nobody is new", start.state(), company(bench).state())
  }
)

const keys = ["email", "employee_id", "legal_consent", "password", "phone", "phone_code"]

const asks = clause(
  "E6",
  "A key of prompts that is not there is not asked for, true is required, false is optional.",
  (bench) => {
    const start = company(bench)
    const all = Object.fromEntries(keys.map((key, at) => [key, at % 2 === 0]))
    const one = Object.entries(all).map(([key, required]) => ({ [key]: !required }))
    for (const prompts of [...one, all]) {
      const firm = start.fork()
      firm.accepts(`prompts ${JSON.stringify(prompts)}`, () => firm.patch({ prompts }, bob))
      firm.accepts("an update without prompts", () => firm.patch({ title: "Clerk" }, bob))
      firm.holds("the prompts are those of the body, and stay when they are left out", {
        ...bob,
        prompts,
        title: "Clerk"
      })
    }
    const firm = start.fork()
    const prompts = { email: false, phone: true }
    firm.accepts("the other prompts", () => firm.patch({ prompts }))
    firm.holds("the prompts are the other ones", { ...jane, prompts })
    for (const wrong of ["true", 0, "required", []])
      start.refuses(`a prompt ${JSON.stringify(wrong)}`, [400], () =>
        start.patch({ prompts: { email: wrong, phone: true } })
      )
  }
)

/** Sends a body about somebody, who has to be so afterwards. */
const becomes = (start: Company, body: object, who: Employee, changed: Partial<Employee>): void => {
  const firm = start.fork()
  const what = JSON.stringify(body)
  firm.accepts(what, () => firm.patch(body, who))
  firm.holds(`after ${what}`, { ...who, ...changed })
}

/** A body that gives both of a pair is refused, or the ids count. */
const prefersIds = (start: Company, body: object, ids: Partial<Employee>): void => {
  const firm = start.fork()
  const { status } = firm.patch(body)
  same("both at once are refused or accepted", [200, 400].includes(status), true)
  firm.holds("both at once", status === 200 ? { ...jane, ...ids } : jane)
}

const managers = clause(
  "E7",
  "direct_manager_ids and direct_manager_employee_ids override the direct managers.",
  (bench) => {
    const start = company(bench)
    for (const who of [jane, bob]) {
      for (const managed of [[8], [7, 8]])
        becomes(start, { direct_manager_ids: managed }, who, { direct_manager_ids: managed })
      for (const managed of [[max], [moritz, max]])
        becomes(start, { direct_manager_employee_ids: managed.map(({ employee_id }) => employee_id) }, who, {
          direct_manager_ids: managed.map(({ id }) => id)
        })
    }
    for (const body of [
      { direct_manager_ids: [8, 99] },
      { direct_manager_employee_ids: ["2", "M9"] },
      { direct_manager_employee_ids: ["8"] }
    ])
      start.refuses(`managers who are not there: ${JSON.stringify(body)}`, [400], () => start.patch(body))
  }
)

const departments = clause(
  "E8",
  "department_code and department_id name departments by code or by id, and not together.",
  (bench) => {
    const start = company(bench)
    for (const body of [
      { department_id: [2, 3] },
      { department_id: ["2", "3"] },
      { department_code: ["DEP2", "DEP3"] }
    ])
      becomes(start, body, bob, { department_id: [2, 3] })
    becomes(start, { department_code: ["DEP1", "DEP2"] }, jane, { department_id: [1, 2] })
    for (const body of [
      { department_id: [2, 9] },
      { department_code: ["DEP2", "DEP9"] },
      { department_code: ["2"] }
    ])
      start.refuses(`departments that are not there: ${JSON.stringify(body)}`, [400], () => start.patch(body))
    prefersIds(start, { department_id: [1, 2], department_code: ["DEP3"] }, { department_id: [1, 2] })
    prefersIds(start, { department_id: [1], department_code: ["DEP1", "DEP3"] }, { department_id: [1] })
  }
)

const addresses = clause("E17", "No two users have one e-mail address.", (bench) => {
  const start = company(bench)
  for (const { email } of everybody) {
    start.refuses(`a create with ${email}`, [400], () => start.create({ email, first_name: "Ada" }))
    if (email !== jane.email)
      start.refuses(`an update to ${email}`, [400], () => start.patch({ email, first_name: "Ada" }))
  }
  becomes(start, { email: jane.email, first_name: "Ada" }, jane, { first_name: "Ada" })
  start.accepts("an update to a new address", () => start.patch({ email: "ada@example.com" }))
  start.refuses("a create with the new address", [400], () => start.create({ email: "ada@example.com" }))
  start.accepts("a create with the address of before", () => start.create({ email: jane.email }))
})

export const bodyClauses: ReadonlyArray<ClauseCheck> = [refusals, asks, managers, departments, addresses]
