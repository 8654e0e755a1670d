/**
 * M1, M3, M4 and M5 where the pages leave a point open: what null, an empty text, a boolean, another uuid and
 * attributes that nobody listed say is what the reading chooses.
 */
import { idle, owner, settledAccount, type Staff, worker } from "../clauses/Account.ts"
import { type PureBench, same } from "../Clause.ts"

const texts = ["login", "first_name", "last_name", "email_address", "time_zone"] as const
const other = "ffffffff-ffff-4fff-8fff-ffffffffffff"

/** Either a refusal or what the member has afterwards. */
const either = (refused: boolean, otherwise: Partial<Staff>): Partial<Staff> | number =>
  refused ? 422 : otherwise

/** M1: null is no omission; M-2 and M-2-required say what it is. */
export const nulls = (bench: PureBench): void => {
  const studio = settledAccount(bench)
  const { "M-2": rate, "M-2-required": others } = bench.reading
  const cleared = rate === "clears" ? { hourly_rate_cents: null } : {}
  studio.answers(
    "a rate of null",
    worker.uuid,
    { hourly_rate_cents: null },
    either(rate === "refused", cleared)
  )
  for (const name of [...texts, "active", "type"])
    studio.answers(`a ${name} of null`, worker.uuid, { [name]: null }, either(others === "refused", {}))
}

/** M3: what a required attribute may hold, by M-2-empty and M-12, and what two members may share. */
export const required = (bench: PureBench): void => {
  const studio = settledAccount(bench)
  const { "M-2-empty": empty, "M-12": zones } = bench.reading
  for (const name of texts)
    studio.answers(
      `an empty ${name}`,
      worker.uuid,
      { [name]: "" },
      either(empty === "refused", { [name]: "" })
    )
  for (const zone of ["UTC", "America/New_York", "US/Pacific", "Etc/GMT+5", "GMT"])
    studio.answers(`the time zone ${zone}`, worker.uuid, { time_zone: zone }, { time_zone: zone })
  for (const zone of ["Mars/Base", "europe/berlin", "us/pacific", "+05:00", "UTC x", "-UTC", "US/pacific"])
    studio.answers(
      `the time zone ${zone}`,
      worker.uuid,
      { time_zone: zone },
      either(zones === "refused", { time_zone: zone })
    )
  for (const name of ["login", "email_address"] as const) {
    studio.answers(`somebody else's ${name}`, worker.uuid, { [name]: owner[name] }, 422)
    studio.answers(`the own ${name}`, worker.uuid, { [name]: worker[name] }, {})
    if (empty === "stored") {
      studio.update(idle.uuid, { [name]: "" })
      studio.answers(`no ${name}, like another one`, worker.uuid, { [name]: "" }, { [name]: "" })
    }
  }
}

/** M4: M-5, M-6 and M-6-other say what a boolean and a type that cannot be set are. */
export const forms = (bench: PureBench): void => {
  const studio = settledAccount(bench, { chargesOnActivation: false })
  const { "M-5": boolean, "M-6": own, "M-6-other": foreign } = bench.reading
  for (const [{ uuid }, active] of [
    [worker, false],
    [worker, true],
    [idle, true]
  ] as const)
    studio.answers("a boolean", uuid, { active }, either(boolean === "refused", { active: String(active) }))
  studio.answers("the own type", idle.uuid, { type: idle.type }, either(own === "refused", {}))
  studio.answers("the owner's own type", owner.uuid, { type: owner.type }, either(own === "refused", {}))
  for (const type of ["owner", "freelancer"])
    studio.answers(`the type ${type}`, worker.uuid, { type }, either(foreign === "refused", {}))
}

/** M5: M-3 and M-12-members say what another uuid and attributes that nobody listed are. */
export const strangers = (bench: PureBench): void => {
  const studio = settledAccount(bench)
  const { "M-3": uuids, "M-12-members": members } = bench.reading
  for (const uuid of [other, owner.uuid, null])
    studio.answers("another uuid", worker.uuid, { uuid }, either(uuids === "refused", {}))
  studio.answers(
    "an attribute that nobody listed",
    worker.uuid,
    { login: "archie", nickname: "Archie" },
    either(members === "refused", { login: "archie" })
  )
  const written = studio.put(worker.uuid, { login: "archie" })
  const shown =
    bench.reading["M-10"] === "empty" ? "" : JSON.stringify({ response: studio.show(worker.uuid) })
  same("an update is answered as it should be", written.body, shown)
}
