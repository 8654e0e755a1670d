/**
 * M1, M2, M4 and M5: what an update keeps, what becoming active brings about, and which form attributes have.
 */
import { clause, type ClauseCheck, same, that } from "../Clause.ts"
import { type Account, account, everybody, idle, owner, pathOf, type Staff, worker } from "./Account.ts"

const changes: ReadonlyArray<Partial<Staff>> = [
  {},
  { login: "renamed" },
  { first_name: "Ada" },
  { last_name: "Byron" },
  { email_address: "ada@studio.example" },
  { time_zone: "Europe/Berlin" },
  { active: "false" },
  { type: "manager" },
  { hourly_rate_cents: 12_345 },
  { first_name: "Ada", hourly_rate_cents: 0 }
]

/** What an empty string says is open, but it is something that a body says. */
const empties = (studio: Account): void => {
  for (const name of ["login", "first_name", "last_name", "email_address", "time_zone"]) {
    const fork = studio.fork()
    const { status } = fork.put(worker.uuid, { [name]: "" })
    that(`an empty ${name} is accepted or refused`, status === 200 || status === 422)
    const expected = status === 200 ? { ...worker, [name]: "" } : worker
    same(`an empty ${name} is stored or refused`, fork.show(worker.uuid), expected)
  }
}

/** Unlisted members may be refused; they are never written. */
const inherited = (fork: Account): void => {
  const body = '{"staff":{"__proto__":{"first_name":"Eve"}}}'
  const { status } = fork.call("PUT", pathOf(worker.uuid), { body })
  that("__proto__ is passed over or refused", status === 200 || status === 422)
  same("__proto__ writes nothing", fork.read(), everybody)
}

const merges = clause("M1", "An update keeps every attribute that its body leaves out.", (bench) => {
  const studio = account(bench)
  for (const changed of changes) {
    const fork = studio.fork()
    fork.update(worker.uuid, changed)
    const names = Object.keys(changed).join(" and ") || "nothing"
    const expected = [owner, { ...worker, ...changed }, idle]
    same(`an update of ${names} changes that and nothing else`, fork.read(), expected)
  }
  empties(studio)
  inherited(studio.fork())
  studio.update(idle.uuid, { first_name: "Ada" })
  same("whoever is inactive stays so, and a freelancer", studio.show(idle.uuid), {
    ...idle,
    first_name: "Ada"
  })
  studio.update(owner.uuid, { last_name: "Byron" })
  same("an owner without a rate stays so", studio.show(owner.uuid), { ...owner, last_name: "Byron" })
  same("nobody is added", studio.list().response?.length, 3)
})

const activation = clause(
  "M2",
  "Whoever becomes active may cost a charge, and somebody is mailed to confirm it.",
  (bench) => {
    const studio = account(bench)
    for (const [uuid, staff] of [
      [worker.uuid, { active: "true" }],
      [worker.uuid, { first_name: "Ada" }],
      [idle.uuid, { first_name: "Ada" }],
      [idle.uuid, { active: "false" }]
    ] as const)
      studio.update(uuid, staff)
    same("nobody is mailed while nobody becomes active", studio.mails(), [])
    studio.update(worker.uuid, { active: "false" })
    same("nobody is mailed when somebody becomes inactive", studio.mails(), [])
    studio.update(idle.uuid, { active: "true" })
    same(
      "one mail goes out when somebody becomes active",
      studio.mails().map(({ uuid }) => uuid),
      [idle.uuid]
    )
    that("the member is active or waits", ["true", "false"].includes(String(studio.show(idle.uuid).active)))
    studio.confirm(idle.uuid)
    same("the member is active once the charge is confirmed", studio.show(idle.uuid), {
      ...idle,
      first_name: "Ada",
      active: "true"
    })
    same("the other one stays inactive", studio.show(worker.uuid).active, "false")
  }
)

const forms = clause(
  "M4",
  "active is a string, type can be set to manager or staff only, hourly_rate_cents is an integer.",
  (bench) => {
    const studio = account(bench)
    for (const staff of [...studio.read(), ...(studio.list().response ?? [])]) {
      that("active is a string", staff.active === "true" || staff.active === "false")
      that(
        "the rate is an integer",
        staff.hourly_rate_cents === null || Number.isInteger(staff.hourly_rate_cents)
      )
    }
    for (const staff of [
      { active: "false" },
      { type: "manager" },
      { type: "staff" },
      { hourly_rate_cents: 5 }
    ]) {
      studio.update(worker.uuid, staff)
      same("the attribute is stored", studio.show(worker.uuid), { ...studio.show(worker.uuid), ...staff })
    }
    for (const type of ["owner", "freelancer", "president"]) {
      const { status } = studio.put(worker.uuid, { type })
      that("a type that cannot be set is refused or passed over", status === 422 || status === 200)
      same("a type that cannot be set is not stored", studio.show(worker.uuid).type, "staff")
    }
    for (const wrong of [
      { active: "yes" },
      { active: 1 },
      { hourly_rate_cents: "5" },
      { hourly_rate_cents: 1.5 }
    ])
      studio.refuses(`${JSON.stringify(wrong)}`, 422, () => studio.put(worker.uuid, wrong))
  }
)

const wholeBody = clause("M5", "A body with all members and the path's own uuid is accepted.", (bench) => {
  const studio = account(bench)
  const whole: Staff = {
    ...worker,
    login: "archie",
    first_name: "Archibald",
    last_name: "Zulauf",
    email_address: "archie@towne.example",
    time_zone: "Europe/Berlin",
    type: "manager",
    hourly_rate_cents: 5
  }
  for (const body of [worker, whole]) {
    studio.update(worker.uuid, body)
    same("the member is what was sent", studio.read(), [owner, body, idle])
  }
})

export const updateClauses: ReadonlyArray<ClauseCheck> = [merges, activation, forms, wholeBody]
