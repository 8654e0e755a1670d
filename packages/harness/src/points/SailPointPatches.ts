/** S6: what a JSON Patch can change, and what is none. */
import { clause, type ClauseCheck, same } from "../Clause.ts"
import { ada, bodyOf, pathOf, type Tenant, tenant, token, william } from "../clauses/Tenant.ts"
import { holds, refuses } from "./SailPointSteps.ts"

const patchType = "application/json-patch+json"

const patch = (to: Tenant, body: unknown, type = patchType) =>
  to.call("PATCH", pathOf(william.id), token, {
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers: { "content-type": type }
  })

/** Each with what it changes. */
const good: ReadonlyArray<readonly [ReadonlyArray<object>, object]> = [
  [[{ op: "replace", path: "/phone", value: "9" }], { phone: "9" }],
  [
    [
      { op: "test", path: "/id", value: william.id },
      { op: "add", path: "/phone", value: "9" }
    ],
    { phone: "9" }
  ],
  [[{ op: "copy", from: "/id", path: "/phone" }], { phone: william.id }],
  [[{ op: "copy", from: "/lastName", path: "/phone" }], { phone: william.lastName }],
  [[{ op: "move", from: "/data/desk", path: "/data/room" }], { data: { badge: "7", room: "A" } }],
  [[{ op: "add", path: "/data/a~1b", value: "x" }], { data: { ...william.data, "a/b": "x" } }],
  [[{ op: "add", path: "/data/constructor", value: "x" }], { data: { ...william.data, constructor: "x" } }],
  [[{ op: "add", path: "/data", value: { x: "y" } }], { data: { x: "y" } }],
  [[{ op: "replace", path: "/data", value: {} }], { data: {} }],
  [[{ op: "remove", path: "/data/desk" }], { data: { badge: "7" } }],
  [[{ op: "remove", path: "/data" }], { data: {} }],
  [[], {}]
]

const wrong: ReadonlyArray<unknown> = [
  "null",
  "5",
  "{}",
  "{",
  [5],
  ...[
    { op: "x", path: "/phone" },
    { op: "remove", path: "phone" },
    { op: "remove", path: "/phone~2" },
    { op: "remove" },
    { op: "move", path: "/phone" },
    { op: "copy", from: "phone", path: "/phone" },
    { op: "test", path: "/phone", value: "x" },
    { op: "replace", path: "/data/nothing", value: "x" },
    { op: "add", path: "/phone/x", value: "x" },
    { op: "remove", path: "/phone" },
    { op: "add", path: "/phone", value: 5 },
    { op: "add", path: "/data", value: null },
    { op: "add", path: "/data/x", value: { y: "z" } },
    { op: "add", path: "/accountName", value: ada.accountName }
  ].map((operation) => [operation])
]

const patches = clause(
  "S6",
  "A patch is one, changes what an update could, and ends in its rules.",
  (bench) => {
    const at = tenant(bench)
    for (const [body, wanted] of good) {
      const fork = at.fork()
      const what = JSON.stringify(body)
      same(`${what} is accepted`, patch(fork, body).status, 200)
      holds(what, at, fork, wanted)
    }
    for (const body of wrong) refuses(at, JSON.stringify(body), 400, () => patch(at, body))
    for (const name of ["id", "created", "modified", "stranger", ""])
      for (const operation of [
        { op: "add", path: `/${name}`, value: "x" },
        { op: "remove", path: `/${name}` },
        { op: "move", from: `/${name}`, path: "/phone" },
        { op: "copy", from: "/phone", path: `/${name}` }
      ])
        refuses(
          at,
          JSON.stringify(operation),
          400,
          () => patch(at, [operation]),
          /(can not be changed|is not found);/
        )
  }
)

const types = clause("S5", "A body is called what it is.", (bench) => {
  const at = tenant(bench)
  const put = (type: string) =>
    at.fork().call("PUT", pathOf(william.id), token, {
      body: JSON.stringify(bodyOf(william)),
      headers: { "content-type": type }
    })
  for (const type of ["application/json", `${patchType}x`, `x${patchType}`])
    refuses(at, type, 400, () => patch(at, [], type))
  for (const type of ["Application/JSON-Patch+JSON", `${patchType}; charset=utf-8`])
    same(type, patch(at.fork(), [], type).status, 200)
  same("another spelling", put("Application/JSON").status, 200)
  for (const type of ["text/plain", "application/jsonx", "x"]) same(type, put(type).status, 400)
})

export const patchPoints: ReadonlyArray<ClauseCheck> = [patches, types]
