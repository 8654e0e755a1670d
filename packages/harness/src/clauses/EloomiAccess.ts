/**
 * E14 and E15: how a caller comes to a token, and how often he may call.
 */
import { clause, type ClauseCheck, isRefusal, parsed, same, that } from "../Clause.ts"
import { bob, client, type Company, company, jane, listPath, pathOf } from "./Company.ts"

const form = {
  grant_type: "client_credentials",
  client_id: client.id,
  client_secret: client.secret,
  scope: "*"
}
type Form = typeof form

const boundary = "----muster"

/** A form in parts, as the page sends it, or in one line. */
const encoded = (fields: Form, inParts: boolean) =>
  inParts
    ? {
        headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
        body: [
          ...Object.entries(fields).map(
            ([name, value]) =>
              `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
          ),
          `--${boundary}--\r\n`
        ].join("")
      }
    : {
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams(fields).toString()
      }

/** Nobody needs a token to ask for one. */
const asking = (firm: Company, changed: Partial<Form>, inParts = true) => {
  const { body, headers } = encoded({ ...form, ...changed }, inParts)
  const strange = { authorization: "", clientid: "" }
  return firm.call("POST", "/oauth/token", { body, headers: { ...strange, ...headers } })
}

const tokens = clause(
  "E14",
  "POST /oauth/token gives a Bearer token to a client; a wrong client is invalid_client, a wrong scope invalid_scope.",
  (bench) => {
    const firm = company(bench)
    for (const inParts of [true, false]) {
      const answer = firm.accepts("asking for a token", () => asking(firm, {}, inParts))
      const { access_token, expires_in, token_type } = parsed(answer) as Readonly<Record<string, unknown>>
      same("it is a Bearer token", token_type, "Bearer")
      that("it says how long it lasts", Number.isInteger(expires_in))
      const headers = { authorization: `Bearer ${String(access_token)}` }
      firm.accepts("a call with the new token", () => firm.patch({ title: "Clerk" }, jane, headers))
      const other = { ...headers, authorization: `${headers.authorization}-` }
      firm.refuses("a call with another token", [401], () => firm.patch({ title: "Chief" }, jane, other))
    }
    for (const [changed, error] of [
      [{ client_id: "nobody" }, "invalid_client"],
      [{ client_secret: "guess" }, "invalid_client"],
      [{ client_id: "other" }, "invalid_client"],
      [{ scope: "user" }, "invalid_scope"]
    ] as const) {
      const refusal = firm.refuses(`asking with ${JSON.stringify(changed)}`, [400], () =>
        asking(firm, changed)
      )
      const { error: said, message, ...rest } = parsed(refusal) as Readonly<Record<string, unknown>>
      same("the error", said, error)
      that("the error comes with a message", typeof message === "string" && message !== "")
      same("a wrong scope comes with a hint", Object.keys(rest), error === "invalid_scope" ? ["hint"] : [])
    }
    that("another grant is refused", isRefusal(asking(firm, { grant_type: "password" })))
  }
)

const headersOf = ({ headers }: { readonly headers: Readonly<Record<string, string>> }) => [
  headers["x-ratelimit-limit"],
  headers["x-ratelimit-remaining"]
]

const limit = clause(
  "E15",
  "Every answer tells the limit and what is left of it; beyond it nothing is done, and one more header tells of the reset.",
  (bench) => {
    const free = company(bench)
    for (const send of [
      () => free.patch({ title: "Clerk" }),
      () => free.patch({ title: 1 }),
      () => free.patch({}, jane, { authorization: "" }),
      () => free.patch({}, { ...jane, employee_id: "nobody" }),
      () => free.list(),
      () => asking(free, {})
    ]) {
      const [all, left] = headersOf(send())
      same("600 requests are answered", all, "600")
      that("every answer tells what is left", /^\d+$/.test(left ?? "") && Number(left) < 600)
    }
    const firm = company(bench, { rateLimit: 3 })
    const first = firm.accepts("the first request", () => firm.patch({ title: "Clerk" }))
    same("two are left", headersOf(first), ["3", "2"])
    same(
      "a refused request counts",
      headersOf(firm.rejects("the second", [400], () => firm.patch({ title: 1 }))),
      ["3", "1"]
    )
    same("none is left", headersOf(firm.accepts("the third request", () => firm.list())), ["3", "0"])
    for (const send of [
      () => firm.patch({ title: "Chief" }),
      () => firm.create({ email: "ada@example.com" }),
      () => firm.call("DELETE", pathOf(bob.employee_id)),
      () => firm.call("GET", listPath)
    ]) {
      const before = firm.state()
      const refusal = send()
      that("one request too many is refused", isRefusal(refusal))
      same("one request too many is not done", firm.state(), before)
      same("still none is left", headersOf(refusal), ["3", "0"])
      const more = Object.keys(refusal.headers).filter((name) => !(name in first.headers))
      same("one more header tells of the reset", more.length, 1)
    }
  }
)

export const accessClauses: ReadonlyArray<ClauseCheck> = [tokens, limit]
