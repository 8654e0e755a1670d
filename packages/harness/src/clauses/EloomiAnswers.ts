/**
 * E9, E10, E11 and E16: the list, a create, a delete, and what no answer shows.
 */
import { clause, type ClauseCheck, parsed, same, that } from "../Clause.ts"
import {
  type Answer,
  bob,
  type Company,
  company,
  defaults,
  type Envelope,
  everybody,
  jane,
  listPath,
  max,
  missing,
  pathOf
} from "./Company.ts"

const idsOf = (users: ReadonlyArray<Answer>) =>
  users.map(({ id }) => id).toSorted((one, other) => one - other)

const modes = (firm: Company): void => {
  firm.accepts("an activation by link", () => firm.patch({ activate: "standard" }, bob))
  firm.accepts("a deactivation", () => firm.patch({ activate: "deactivate" }, max))
  const wanted = { all: [1, 2, 7, 8], pending: [2], active: [1, 7], inactive: [8], suspended: [] }
  for (const [mode, ids] of Object.entries(wanted)) same(`mode ${mode}`, idsOf(firm.page({ mode })), ids)
}

const pages = (firm: Company): void => {
  const all = firm.page()
  for (const size of [1, 2, 3, 4, 5])
    for (const page of [1, 2, 3]) {
      const users = firm.page({ mode: "all", page: String(page), per_page: String(size) })
      same("a page is a part of the list", users, all.slice((page - 1) * size, page * size))
    }
}

const listing = clause(
  "E9",
  "The list takes mode, page from 1, per_page and employee_id, and leaves deleted users out.",
  (bench) => {
    const start = company(bench)
    same("the list holds everybody", idsOf(start.page()), [1, 2, 7, 8])
    for (const who of everybody) {
      const { employee_id } = who
      const [found, ...others] = start.page({ mode: "all", employee_id: employee_id ?? "" })
      same("employee_id chooses one", others, [])
      same(
        "the list shows users as they are read",
        found,
        start.data("a read", start.call("GET", pathOf(employee_id)))
      )
    }
    same("employee_id may choose nobody", start.page({ mode: "all", employee_id: "E1" }), [])
    pages(start)
    modes(start.fork())
    start.accepts("a delete", () => start.call("DELETE", pathOf(bob.employee_id)))
    same("a deleted user is not listed", idsOf(start.page({ mode: "all" })), [1, 7, 8])
  }
)

const newcomer = {
  ...defaults,
  email: "ada@example.com",
  employee_id: "E 5/6",
  first_name: "Ada",
  title: "Countess",
  mobile_phone: "+441",
  start_of_employment_at: "2018-02-28 23:59:59",
  team_ids: [1, 2],
  department_id: [2],
  direct_manager_ids: [8],
  prompts: { legal_consent: true },
  password: "Secret3!"
}

const creating = clause("E10", "A create needs an email and answers 200.", (bench) => {
  const start = company(bench)
  for (const body of [newcomer, { email: newcomer.email }]) {
    const firm = start.fork()
    const answer = firm.data("a create", firm.create(body)) as Answer
    const path = `/v3/users/${answer.id}`
    same("a create answers what is read", answer, firm.data("a read", firm.call("GET", path)))
    same("the new user is what was sent", firm.readAt(path), { ...firm.readAt(path), ...defaults, ...body })
    that(
      "the new user has an id of her own",
      everybody.every(({ id }) => id !== answer.id)
    )
    same("one user is new", firm.page().length, everybody.length + 1)
    firm.keeps("a create")
  }
  const firm = start.fork()
  firm.accepts("a create", () => firm.create(newcomer))
  same("the new employee id names her", firm.readAt(pathOf(newcomer.employee_id)).email, newcomer.email)
  for (const body of [
    {},
    { first_name: "Ada" },
    { email: null },
    { email: "" },
    { personal_email: "ada@home.example" }
  ])
    start.refuses("a create without an email", [400], () => start.create(body))
})

const deleting = clause("E11", "A delete answers 200, and the user is gone.", (bench) => {
  const start = company(bench)
  for (const who of [jane, bob])
    for (const path of [pathOf(who.employee_id), `/v3/users/${who.id}`]) {
      const firm = start.fork()
      const response = firm.accepts("a delete", () => firm.call("DELETE", path))
      same("the envelope has the status", (parsed(response) as Envelope).status_code, 200)
      for (const method of ["GET", "PATCH", "DELETE"])
        firm.refuses(`${method} of whoever is gone`, missing, () =>
          firm.call(method, path, { body: method === "PATCH" ? "{}" : "" })
        )
      firm.keeps("a delete", who.id)
      same("nobody else is gone", firm.page().length, everybody.length - 1)
    }
})

const secret = ["password", "prompts", "profile_ids", "department_code", "direct_manager_employee_ids"]

/** Every name of a member, at any depth. */
const namesIn = (json: unknown): ReadonlyArray<string> =>
  typeof json === "object" && json !== null
    ? Object.entries(json).flatMap(([name, value]) => [name, ...namesIn(value)])
    : []

const hiding = clause(
  "E16",
  "password, prompts, profile_ids, department_code and direct_manager_employee_ids are never returned.",
  (bench) => {
    const firm = company(bench)
    const hidden = {
      password: "Secret2!",
      prompts: { email: true },
      profile_ids: [1, 41_999],
      department_code: ["DEP1"],
      direct_manager_employee_ids: ["2"]
    }
    for (const [method, path, body] of [
      ["PATCH", pathOf(jane.employee_id), hidden],
      ["PATCH", pathOf(jane.employee_id), {}],
      ["PATCH", pathOf(jane.employee_id), { ...hidden, title: 1 }],
      ["POST", listPath, { ...hidden, email: "ada@example.com" }],
      ["POST", listPath, { ...hidden, email: jane.email }],
      ["GET", pathOf(jane.employee_id), undefined],
      ["GET", `/v3/users/${jane.id}`, undefined],
      ["GET", listPath, undefined],
      ["DELETE", pathOf(jane.employee_id), undefined]
    ] as const) {
      const response = firm.call(method, path, { body: body === undefined ? "" : JSON.stringify(body) })
      const names = namesIn(parsed(response))
      same(
        "no such member is answered",
        secret.filter((name) => names.includes(name)),
        []
      )
      for (const value of ["Secret1!", "Secret2!", "41999", "DEP1"])
        that(`${value} is in no answer`, !response.body.includes(value))
    }
  }
)

export const answerClauses: ReadonlyArray<ClauseCheck> = [listing, creating, deleting, hiding]
