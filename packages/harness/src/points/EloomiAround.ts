/** What eloomi says beside the update: answers, pages, tokens; and what a company cannot start from or live through. */
import type { Response } from "@muster/twin-kit"
import { clause, type ClauseCheck, parsed, same, that } from "../Clause.ts"
import {
  bob,
  client,
  company,
  type Envelope,
  jane,
  listPath,
  max,
  moritz,
  pathOf
} from "../clauses/Company.ts"
import { refuses } from "./EloomiSteps.ts"
import { throws } from "./Seeds.ts"

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

export const aroundPoints: ReadonlyArray<ClauseCheck> = [answers, tokens, happenings]
