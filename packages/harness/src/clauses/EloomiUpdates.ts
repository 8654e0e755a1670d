/**
 * E1, E2 and E3: whom an update is about, what it keeps, and what a success answers with.
 */
import { clause, type ClauseCheck, parsed, same, that } from "../Clause.ts"
import {
  type Answer,
  bob,
  type Company,
  company,
  defaults,
  type Employee,
  type Envelope,
  eve,
  everybody,
  jane,
  listPath,
  missing,
  pathOf
} from "./Company.ts"

const promoted = { title: "Clerk" }

/** Credentials that lack one of the two, or show one that was never given. */
const strangers = [
  { clientid: "" },
  { clientid: "somebody" },
  { authorization: "" },
  { authorization: "Bearer unknown" },
  { authorization: "", clientid: "" }
]

const addressed = clause(
  "E1",
  "The employee id in the path names the user; ClientId and Authorization are both required.",
  (bench) => {
    const start = company(bench)
    for (const who of everybody) {
      const firm = start.fork()
      firm.accepts(`an update of ${who.first_name}`, () => firm.patch(promoted, who))
      firm.holds(`after an update of ${who.first_name}`, { ...who, ...promoted })
    }
    for (const employeeId of ["E1", "jane@example.com", "7"])
      start.refuses("an update of nobody", missing, () =>
        start.patch(promoted, { ...jane, employee_id: employeeId })
      )
    for (const headers of strangers)
      for (const [method, path] of [
        ["PATCH", pathOf(jane.employee_id)],
        ["GET", pathOf(jane.employee_id)],
        ["DELETE", pathOf(jane.employee_id)],
        ["GET", listPath]
      ] as const)
        start.rejects(`${method} with ${JSON.stringify(headers)}`, [401], () =>
          start.call(method, path, { headers, body: method === "PATCH" ? JSON.stringify(promoted) : "" })
        )
    start.holds("no stranger has changed anything", jane)
  }
)

/** Values that mean the same to a vendor who replaces and to one who adds: they hold what is stored. */
const said: Partial<Employee> = {
  first_name: "Ada",
  last_name: "Byron",
  email: "ada@example.com",
  employee_id: jane.employee_id,
  personal_email: "ada@home.example",
  title: "Countess",
  generic_role: "Programmer",
  phone: "+441",
  mobile_phone: "+442",
  language_code: "en",
  user_permission: "company adm.",
  start_of_employment_at: "2018-02-28 23:59:59",
  end_of_employment_at: "2032-02-29 00:00:00",
  access_groups: [1, 2, 3],
  department_id: [1, 2],
  team_ids: [1, 2],
  profile_ids: [1, 2],
  direct_manager_ids: [7, 8],
  prompts: { email: false, phone: true, phone_code: false },
  password: "Secret2!"
}

/** A body, and what it changes. */
interface Change {
  readonly body: object
  readonly changed: Partial<Employee>
}

const changes: ReadonlyArray<Change> = [
  { body: {}, changed: {} },
  ...Object.entries(said).map(([name, value]) => ({ body: { [name]: value }, changed: { [name]: value } })),
  { body: { department_code: ["DEP1", "DEP2"] }, changed: { department_id: [1, 2] } },
  { body: { direct_manager_employee_ids: ["2"] }, changed: { direct_manager_ids: [8] } },
  { body: { activate: "deactivate" }, changed: { activated_at: null } },
  { body: { activate: "instant" }, changed: {} },
  { body: said, changed: said }
]

/** Only the language and the permission have a default, which either may follow when it is left out. */
const keepsDefaults = (firm: Company): void => {
  for (const body of [{}, promoted]) {
    firm.accepts("an update of somebody with another language and permission", () => firm.patch(body, eve))
    const after = firm.read(eve)
    const { language_code, user_permission } = after
    same("the rest is kept", after, { ...eve, language_code, user_permission, ...body })
    that(
      "the language is kept or the default",
      [eve, defaults].some((each) => each.language_code === language_code)
    )
    that(
      "the permission is kept or the default",
      [eve, defaults].some((each) => each.user_permission === user_permission)
    )
  }
}

/** A later update keeps what it leaves out, as the first one does. */
const again = (firm: Company): void => {
  for (const body of [promoted, { last_name: "Byron" }, {}])
    firm.accepts("one update after another", () => firm.patch(body))
  firm.holds("after one update after another", { ...jane, ...promoted, last_name: "Byron" })
}

/** Unlisted members may be refused; they are never written. */
const inherited = (firm: Company): void => {
  const body = '{"__proto__":{"title":"Clerk","access_groups":[1,2,3]}}'
  const { status } = firm.call("PATCH", pathOf(jane.employee_id), { body })
  that("__proto__ is passed over or refused", status === 200 || status === 400)
  firm.holds("after an update of __proto__", jane)
}

const partial = clause("E2", "Every member is optional, and an update keeps what it leaves out.", (bench) => {
  const start = company(bench)
  for (const { body, changed } of changes) {
    const firm = start.fork()
    const what = `an update of ${Object.keys(body).join(" and ") || "nothing"}`
    firm.accepts(what, () => firm.patch(body))
    firm.holds(what, { ...jane, ...changed })
  }
  again(start.fork())
  inherited(start.fork())
  for (const changed of [{}, promoted]) {
    const firm = start.fork()
    firm.accepts("an update of somebody with little", () => firm.patch(changed, bob))
    firm.holds("after an update of somebody with little", { ...bob, ...changed })
  }
  keepsDefaults(company(bench, {}, [eve]))
})

/** The envelope of a success, with exactly its members; gives back the data. */
const succeeded = (what: string, json: unknown): unknown => {
  const { data, extended_message, message, status, status_code, ...rest } = json as Envelope
  same(`${what}: the envelope has no other members`, rest, {})
  same(`${what}: status_code`, status_code, 200)
  that(`${what}: status is a text`, typeof status === "string" && status !== "")
  that(`${what}: message is a text or null`, typeof message === "string" || message === null)
  that(`${what}: extended_message is a text`, typeof extended_message === "string")
  return data
}

/** One pair of names for the ends of the employment and the mobile number, and none of the body's other names. */
const named = (answer: object): void => {
  const has = (name: string) => name in answer
  const current = ["start_of_employment", "end_of_employment", "mobile"].filter(has).length
  const former = ["start_of_employment_at", "end_of_employment_at", "mobile_phone"].filter(has).length
  same("three members have their names of now or of 2018", [0, 3].includes(current), true)
  same("they have no other names", current + former, 3)
  same("the body's other names are not used", ["language_code", "team_ids", "activate"].filter(has), [])
}

/** Ids may be sent as texts. */
const renamed = { department_id: ["1", "2"], team_ids: ["1", "2"] }

const answers = clause(
  "E3",
  "200 answers {status, status_code, message, extended_message, data} with the new data of the user.",
  (bench) => {
    const firm = company(bench)
    for (const body of [{}, promoted, { ...said, ...renamed }]) {
      const response = firm.accepts("an update", () => firm.patch(body))
      const data = succeeded("an update", parsed(response)) as Answer
      const read = firm.call("GET", pathOf(jane.employee_id))
      same("an update answers what is read", data, succeeded("a read", parsed(read)))
      named(data)
      const [group = {}] = data.access_groups ?? []
      same("an access group is answered with its name", Object.keys(group), ["id", "name"])
    }
    firm.holds("the user is what was sent", { ...jane, ...said })
  }
)

export const updateClauses: ReadonlyArray<ClauseCheck> = [addressed, partial, answers]
