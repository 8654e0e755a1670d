/** M3, M5, M6 and M7: which calls there are, who may send them, in which form, and how the list is asked. */
import { eightyEightMiles } from "../subjects/EightyEightMiles.ts"
import { isRefusal, type PureBench, same, that } from "../Clause.ts"
import {
  type Account,
  everybody,
  idle,
  listPath,
  nobody,
  owner,
  pathOf,
  settledAccount,
  worker
} from "../clauses/Account.ts"

const renamed = { staff: { first_name: "Ada" } }
const { token } = eightyEightMiles

/** The call has to be refused, and nothing may have changed. */
const refuses = (studio: Account, what: string, send: () => ReturnType<Account["call"]>): void => {
  const before = studio.list()
  that(`${what} is refused`, isRefusal(send()))
  same(`${what} changes nothing`, studio.list(), before)
}

/** M3: a token has one form; M-7 chooses what is said first. */
export const credentials = (bench: PureBench): void => {
  const studio = settledAccount(bench)
  for (const authorization of [`x Bearer ${token}`, `Bearer ${token} x`, "Bearer", token])
    studio.refuses("another form of a token", 401, () => studio.put(worker.uuid, {}, { authorization }))
  for (const authorization of [`bearer ${token}`, `Bearer  ${token}`])
    same("the scheme's letters and spaces", studio.put(worker.uuid, {}, { authorization }).status, 200)
  const first = bench.reading["M-7"] === "403-404-422-402"
  const reader = { authorization: "Bearer reader" }
  studio.refuses("an update of nobody by a reader", first ? 403 : 404, () => studio.put(nobody, {}, reader))
  const full = settledAccount(bench, { maximumStaff: 2 })
  full.refuses("a wrong member too many", first ? 422 : 402, () =>
    full.put(idle.uuid, { active: "true", login: 1 })
  )
  full.refuses("a wrong member", 422, () => full.put(idle.uuid, { active: "false", login: 1 }))
  if (bench.reading["M-5"] === "accepted")
    full.refuses("one too many by a boolean", 402, () => full.put(idle.uuid, { active: true }))
}

/** M5: a printed example leaves `.json` out. Other paths and methods do nothing. */
export const paths = (bench: PureBench): void => {
  const studio = settledAccount(bench)
  const body = JSON.stringify(renamed)
  for (const [method, path] of [
    ["DELETE", listPath],
    ["PUT", listPath],
    ["DELETE", pathOf(worker.uuid)],
    ["PATCH", pathOf(worker.uuid)],
    ["POST", pathOf(worker.uuid)],
    ["PUT", `/x${pathOf(worker.uuid)}`],
    ["PUT", `${pathOf(worker.uuid)}/x`],
    ["PUT", `${pathOf(worker.uuid)}p`],
    ["PUT", "/api/1/staff/%zz.json"],
    ["PUT", "/api/1/other"],
    ["GET", `/api/1/staff/${worker.uuid}`],
    ["PUT", `/api/1/staff/${worker.uuid}/enable.json`],
    ["GET", `/api/1/staff/${worker.uuid}/enable.json`]
  ] as const)
    refuses(studio, `${method} ${path}`, () => studio.call(method, path, { body }))
  const bare = studio.call("PUT", `/api/1/staff/${worker.uuid}`, { body })
  same("the path without .json", [bare.status, studio.show(worker.uuid).first_name], [200, "Ada"])
}

/** M7: a body is JSON, called so, and wraps an object; M-4 says how another one is refused. */
export const bodies = (bench: PureBench): void => {
  const studio = settledAccount(bench)
  const body = JSON.stringify(renamed)
  const path = pathOf(worker.uuid)
  const send = (type: string, text = body) =>
    studio.call("PUT", path, { body: text, headers: { "content-type": type } })
  for (const type of [
    "",
    "text/plain",
    "text/application/json",
    "application/jsonp",
    "application/x-www-form-urlencoded"
  ])
    refuses(studio, `a body that is called ${type}`, () => send(type))
  for (const text of ["{", '{"staff":', "staff"])
    refuses(studio, "a body that is no JSON", () => send("application/json", text))
  const status = Number(bench.reading["M-4"])
  for (const text of ["null", "5", '"staff"', "[]", "{}", '{"staff":null}', '{"staff":[]}', '{"staff":"x"}'])
    studio.refuses(`the body ${text}`, status, () => send("application/json", text))
  for (const type of [
    "Application/JSON",
    "application/json;charset=utf-8",
    'application/json ; charset = "UTF-8" ',
    "application/json; charset=UTF-8"
  ])
    same(`a body that is called ${type}`, send(type).status, 200)
}

/** M6: one column in `where`, one in `order`; nothing in them is as good as leaving them out. */
export const queries = (bench: PureBench): void => {
  const studio = settledAccount(bench)
  const names = (query: Readonly<Record<string, string>>) =>
    studio.list(query).response?.map(({ login }) => login)
  const all = everybody.map(({ login }) => login)
  same("nothing asked for", names({ where: "", order: "" }), all)
  for (const where of [
    'active="false"',
    ' active  =  "false" ',
    'login = "idle"',
    'hourly_rate_cents="10000"'
  ])
    that(`where ${where} holds idle`, names({ where })?.includes("idle") === true)
  same("a rate that is not there equals nothing", names({ where: 'hourly_rate_cents = "null"' }), [])
  for (const order of ["login", "login asc", " login  ASC "])
    same(`order by ${order}`, names({ order }), all.toSorted())
  for (const order of ["login desc", "login  DESC "])
    same(`order by ${order}`, names({ order }), all.toSorted().toReversed())
  same("whoever has no rate comes first", names({ order: "hourly_rate_cents" })?.[0], owner.login)
  same("whoever has no rate comes last", names({ order: "hourly_rate_cents desc" })?.at(-1), owner.login)
  same("equals keep their order", names({ order: "hourly_rate_cents asc" }), all)
  const wrong = [
    ...['nickname = "x"', 'x active = "true"', 'active = "true" x', "active"].map((where) => ({ where })),
    ...["nickname", "login desc x", "x login", "login sideways"].map((order) => ({ order }))
  ]
  for (const query of wrong)
    studio.refuses(`the list by ${JSON.stringify(query)}`, 400, () =>
      studio.call("GET", listPath, { query: new Map(Object.entries(query)) })
    )
}
