/**
 * What eloomi's pages leave open, and what they say beside the update: the twin does what its reading says. No vendor
 * can be held to this; it keeps a twin from answering otherwise than whoever chose the reading believes.
 */
import type { Reading } from "@muster/core"
import type { Response } from "@muster/twin-kit"
import { clause, type ClauseCheck, parsed, same, that } from "../Clause.ts"
import {
  bob,
  client,
  type Company,
  company,
  type Employee,
  type Envelope,
  jane,
  listPath,
  max,
  moritz,
  pathOf
} from "../clauses/Company.ts"
import { throws } from "./Seeds.ts"

/** A refusal with 400 that says what is wrong. */
const refuses = (firm: Company, what: string, send: () => Response, words: RegExp): void => {
  const { extended_message: extended, message } = parsed(firm.refuses(what, [400], send)) as Envelope
  that(`${what} is refused in words`, /\w+ \w+/.test(String(message)) && words.test(String(extended)))
}

/** Either a refusal or what Jane, or somebody else, has afterwards. */
const counts = (firm: Company, body: object, wanted: Partial<Employee> | "refused", who = jane): void => {
  const what = JSON.stringify(body)
  const fork = firm.fork()
  if (wanted === "refused") return refuses(fork, what, () => fork.patch(body, who), /\w+ \w+/)
  fork.accepts(what, () => fork.patch(body, who))
  fork.holds(what, { ...who, ...wanted })
}

/** What an answer among clears, ignored and refused comes to. */
const among = (answer: string | undefined, cleared: Partial<Employee>, stored: Partial<Employee> = {}) =>
  answer === "refused" ? "refused" : ["clears", "removed", "reset"].includes(answer ?? "") ? cleared : stored

const optional = ["title", "generic_role", "phone", "mobile_phone", "personal_email"] as const
const ends = ["start_of_employment_at", "end_of_employment_at"] as const
const required = ["email", "first_name", "last_name", "employee_id", "password", "activate"] as const
const lists = ["access_groups", "department_id", "team_ids", "profile_ids"] as const

const nulls = clause("E-1", "Null and an empty text say what the reading says.", (bench) => {
  const firm = company(bench)
  const { reading } = bench
  for (const name of [...optional, ...ends])
    counts(firm, { [name]: null }, among(reading["E-1"], { [name]: null }))
  for (const name of required) counts(firm, { [name]: null }, among(reading["E-1-required"], {}))
  for (const name of ["first_name", "last_name", "title", "generic_role", "phone", "mobile_phone"])
    counts(firm, { [name]: "" }, among(reading["E-1-empty"], { [name]: null }, { [name]: "" }))
  for (const name of ["language_code", "user_permission"])
    counts(firm, { [name]: null }, among(reading["E-13-null"], {}))
})

const members = clause(
  "E-2",
  "A list replaces or adds, as the reading says, by one name or the other.",
  (bench) => {
    const firm = company(bench)
    const { "E-1-list": nothing, "E-2": given, "E-2-empty": empty, "E-4": both } = bench.reading
    const cleared = (name: string): Partial<Employee> => ({ [name]: [] })
    for (const name of [...lists, "direct_manager_ids"]) {
      counts(firm, { [name]: null }, among(nothing, cleared(name)))
      counts(firm, { [name]: [] }, among(empty, cleared(name)))
    }
    for (const name of lists)
      counts(firm, { [name]: [3] }, { [name]: given === "replaced" ? [3] : [...jane[name], 3] })
    const third = { department_id: given === "replaced" ? [3] : [1, 3] }
    counts(firm, { department_id: ["3"] }, third)
    counts(firm, { department_code: ["DEP3"] }, third)
    counts(firm, { department_code: null }, among(nothing, cleared("department_id")))
    counts(firm, { department_code: [] }, among(empty, cleared("department_id")))
    counts(firm, { direct_manager_employee_ids: [max.employee_id] }, { direct_manager_ids: [max.id] })
    counts(firm, { direct_manager_ids: [String(bob.id)] }, { direct_manager_ids: [bob.id] })
    counts(firm, { direct_manager_employee_ids: null }, among(nothing, cleared("direct_manager_ids")))
    counts(firm, { department_id: [3], department_code: ["DEP2"] }, both === "refused" ? "refused" : third)
    const managers = { direct_manager_ids: [max.id], direct_manager_employee_ids: [bob.employee_id] }
    counts(firm, managers, both === "refused" ? "refused" : { direct_manager_ids: [max.id] })
    for (const wrong of [
      { department_id: [9] },
      { department_code: ["DEP9"] },
      { direct_manager_ids: [9] },
      { direct_manager_employee_ids: ["9"] }
    ])
      counts(firm, wrong, "refused")
  }
)

/** E-3 and the three beside it, for prompts that ask for an email and not for a phone. */
const promptsAfter = (reading: Reading.Reading, given: Readonly<Record<string, boolean | null>>) => {
  const said = Object.entries(given).filter(([, value]) => value !== null)
  const nulls = Object.entries(given).filter(([, value]) => value === null)
  if (nulls.length > 0 && reading["E-3-null"] === "refused") return "refused"
  const gone = reading["E-3-null"] === "removed" ? nulls.map(([key]) => key) : []
  const kept = Object.entries(jane.prompts).filter(
    ([key]) => reading["E-3"] === "kept" && !gone.includes(key)
  )
  return { prompts: Object.fromEntries([...kept, ...said]) as Record<string, boolean> }
}

const prompting = clause("E-3", "Prompts are replaced, kept or refused as the reading says.", (bench) => {
  const firm = company(bench)
  for (const prompts of [
    { password: true },
    { phone: true },
    { email: null },
    { legal_consent: true, phone: null }
  ])
    counts(firm, { prompts }, promptsAfter(bench.reading, prompts))
  counts(firm, { prompts: null }, among(bench.reading["E-3-object"], { prompts: {} }))
  counts(firm, { prompts: {} }, among(bench.reading["E-3-empty"], { prompts: {} }))
})

const naming = clause(
  "E-6",
  "Another employee id, strangers and employments are what the reading says.",
  (bench) => {
    const firm = company(bench)
    const {
      "E-6": renaming,
      "E-9": strangers,
      "E-10": backwards,
      "E-5": unknown,
      "E-void": nothing
    } = bench.reading
    counts(
      firm,
      { employee_id: "new" },
      renaming === "refused" ? "refused" : renaming === "renames" ? { employee_id: "new" } : {}
    )
    counts(firm, { employee_id: jane.employee_id }, {})
    counts(firm, { employee_id: moritz.employee_id }, "refused")
    counts(firm, { email: moritz.email }, "refused")
    counts(firm, { stranger: 1, title: "x" }, strangers === "refused" ? "refused" : { title: "x" })
    const late = "2031-01-01 00:00:00"
    const end = { end_of_employment_at: "2029-01-01 00:00:00" }
    const isRefused = backwards === "refused"
    counts(firm, { start_of_employment_at: late }, isRefused ? "refused" : { start_of_employment_at: late })
    counts(
      firm,
      { start_of_employment_at: late, ...end },
      isRefused ? "refused" : { start_of_employment_at: late, ...end }
    )
    counts(
      firm,
      { start_of_employment_at: jane.end_of_employment_at },
      { start_of_employment_at: jane.end_of_employment_at }
    )
    counts(firm, { start_of_employment_at: late }, { start_of_employment_at: late }, bob)
    counts(firm, { end_of_employment_at: late }, { end_of_employment_at: late }, bob)
    for (const method of ["GET", "PATCH", "DELETE"])
      for (const path of [pathOf("nobody"), `${listPath}/99`, `${listPath}/x1`, `${listPath}/1x`]) {
        const { body, status } = firm.call(method, path, method === "PATCH" ? { body: "{}" } : {})
        same("nobody", [status, body === ""], unknown === "status-204" ? [204, true] : [404, false])
      }
    const shown = parsed(firm.call("GET", pathOf(bob.employee_id))) as {
      readonly data: Readonly<Record<string, unknown>>
    }
    for (const name of ["access_groups", "department_id", "team_id", "direct_manager_ids"])
      same(`no ${name}`, shown.data[name], nothing === "null" ? null : [])
    const names =
      bench.reading["E-names"] === "current"
        ? ["start_of_employment", "end_of_employment", "mobile"]
        : [...ends, "mobile_phone"]
    for (const name of names) that(`${name} is shown`, name in shown.data)
  }
)

const said = (response: Response) => {
  const { extended_message, message, status, status_code } = parsed(response) as Envelope
  return { status, status_code, words: [message, extended_message].filter(Boolean).join(" ") }
}

const answers = clause("E3", "Answers say what was done; other methods and pages are refused.", (bench) => {
  const firm = company(bench)
  const done = (response: Response) => {
    const { status, status_code, words } = said(response)
    that("the answer says what was done", /\w+ \w+/.test(words))
    same("the answer's status", [status, status_code], ["OK", 200])
  }
  done(firm.call("GET", pathOf(jane.employee_id)))
  done(firm.call("GET", listPath))
  done(firm.patch({ title: "x" }))
  done(firm.create({ email: "new@example.com" }))
  done(firm.call("DELETE", pathOf(max.employee_id)))
  for (const [method, path, allow] of [
    ["GET", "/oauth/token", "POST"],
    ["PUT", listPath, "GET, POST"],
    ["PUT", pathOf(jane.employee_id), "GET, PATCH, DELETE"]
  ] as const) {
    const response = firm.refuses(`${method} ${path}`, [405], () => firm.call(method, path))
    same(
      `${method} ${path}`,
      [response.headers["allow"], said(response).status],
      [allow, "Method Not Allowed"]
    )
    that("the message says something", /\w+ \w+/.test(said(response).words))
  }
  for (const query of [
    { mode: "x" },
    { page: "0" },
    { page: "x" },
    { per_page: "0" },
    { per_page: "1x" },
    { per_page: "x1" }
  ]) {
    const response = firm.refuses(JSON.stringify(query), [400], () => firm.list(query))
    that("the message says something", /\w+ \w+/.test(said(response).words))
  }
  same(
    "one by employee id",
    firm.page({ employee_id: jane.employee_id ?? "" }).map(({ id }) => id),
    [jane.id]
  )
  same("nobody by employee id", firm.page({ employee_id: "x" }), [])
  same(
    "a page",
    firm.page({ page: "2", per_page: "1" }).map(({ id }) => id),
    [bob.id]
  )
  for (const text of ["null", "[]", "5", '"x"', "{", '{"email":null}', '{"title":"x"}'])
    refuses(firm, `a user of ${text}`, () => firm.call("POST", listPath, { body: text }), /\w+/)
  for (const text of [
    "null",
    "[]",
    "5",
    '"x"',
    "{",
    '{"title":5}',
    '{"email":"x"}',
    '{"employee_id":""}',
    '{"end_of_employment_at":"2030-02-30 00:00:00"}'
  ])
    refuses(
      firm,
      `an update of ${text}`,
      () => firm.call("PATCH", pathOf(jane.employee_id), { body: text }),
      /\w+ \w+/
    )
})

const tokens = clause(
  "E14",
  "The token endpoint takes three forms, and says what is wrong with others.",
  (bench) => {
    const firm = company(bench)
    const good = {
      grant_type: "client_credentials",
      client_id: client.id,
      client_secret: client.secret,
      scope: "*"
    }
    const send = (type: string, body: string) =>
      firm.call("POST", "/oauth/token", { body, headers: { authorization: "", "content-type": type } })
    const form = (fields: object) =>
      `--edge\r\n${Object.entries(fields)
        .map(([name, value]) => `Content-Disposition: form-data; name="${name}"\r\n\r\n${String(value)}\r\n`)
        .join("--edge\r\n")}--edge--\r\n`
    const bodies = (fields: Record<string, string>) =>
      [
        ["application/json", JSON.stringify(fields)],
        ["application/x-www-form-urlencoded", new URLSearchParams(fields).toString()],
        ["multipart/form-data; boundary=edge", form(fields)],
        ['Multipart/Form-Data ; charset=utf-8; boundary="edge"', form(fields).replaceAll("\r\n", "\n")]
      ] as const
    const { scope: _scope, ...unscoped } = good
    for (const fields of [good, unscoped])
      for (const [type, body] of bodies(fields)) {
        const response = send(type, body)
        same(`${type} is accepted`, response.status, 200)
        const { access_token: token, token_type: kind } = parsed(response) as Readonly<Record<string, string>>
        const headers = { authorization: `${kind ?? ""} ${token ?? ""}` }
        same("the token is one", firm.call("GET", pathOf(jane.employee_id), { headers }).status, 200)
      }
    for (const [wrong, error] of [
      [{ ...good, grant_type: "password" }, "unsupported_grant_type"],
      [{ ...good, client_secret: "x" }, "invalid_client"],
      [{ ...good, client_id: "x" }, "invalid_client"],
      [{ grant_type: good.grant_type, client_id: good.client_id }, "invalid_client"],
      [{ ...good, scope: "x" }, "invalid_scope"]
    ] as const)
      for (const [type, body] of bodies(wrong)) {
        const words = parsed(firm.refuses(error, [400], () => send(type, body))) as Readonly<
          Record<string, string>
        >
        same("the error", words["error"], error)
        that("the message says something", /\w+ \w+/.test(words["message"] ?? ""))
        if (error === "invalid_scope") that("the hint says something", /\w+/.test(words["hint"] ?? ""))
      }
    for (const body of ["null", "5", "{"])
      firm.refuses("no form", [400], () => send("application/json", body))
  }
)

const happenings = clause("E-12", "What makes no sense neither is at the start nor happens.", (bench) => {
  const firm = company(bench)
  for (const event of [
    ...["member-written", "member-removed", "link-followed"].map((type) => ({
      type,
      employee_id: "nobody",
      user: {}
    })),
    { type: "member-written", employee_id: jane.employee_id, user: { email: moritz.email } },
    { type: "time-passed", now: "2025-01-01 00:00:00" },
    ...[
      { id: 1 },
      { email: jane.email },
      { employee_id: jane.employee_id },
      { department_id: [9] },
      { direct_manager_ids: [99] }
    ].map((more) => ({
      type: "member-added",
      user: { id: 9, email: "x@example.com", employee_id: "9", ...more }
    }))
  ])
    that(
      `${JSON.stringify(event)} cannot happen`,
      throws(() => firm.happen(event))
    )
  const departments = (one: object, other: object) => [
    { id: 1, code: "DEP1", ...one },
    { id: 2, code: "DEP2", ...other }
  ]
  for (const more of [
    { tokens: [{ token: "x", clientId: "nobody" }] },
    { departments: departments({}, { id: 1 }) },
    { departments: departments({ code: "DEP2" }, {}) }
  ])
    that(
      `${JSON.stringify(more)} is no company`,
      throws(() => company(bench, more))
    )
  const left = firm.fork()
  left.happen({ type: "member-removed", employee_id: moritz.employee_id })
  same("nobody has a manager who left", left.read().direct_manager_ids, [])
  left.happen({ type: "time-passed", now: jane.end_of_employment_at })
  same("whoever leaves is not active", left.read().activated_at, null)
  same("whoever stays is", left.read(max).activated_at, max.activated_at)
})

export const eloomiPoints: ReadonlyArray<ClauseCheck> = [
  nulls,
  members,
  prompting,
  naming,
  answers,
  tokens,
  happenings
]
