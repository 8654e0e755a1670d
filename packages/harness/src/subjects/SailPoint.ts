/** SailPoint under test: as a caller who may update all fields, and as the owner of the source. */
import * as Adapter from "@muster/adapter-sailpoint/Adapter"
import * as Codec from "@muster/adapter-sailpoint/Codec"
import { type Caller, definition, patch } from "@muster/adapter-sailpoint/Semantics"
import { axes, twin } from "@muster/twin-sailpoint"
import type { Twin } from "@muster/twin-kit"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import type { Subject } from "../Subject.ts"

const id = "ef38f94347e94562b5bb8424a56397d8"
const path = `/v3/non-employee-records/${id}`

/** Attributes of the sources; badge is none of them. */
const attributes = ["contractor", "constructor", "__proto__"]
const sources = ["2c91808568c529c60168cca6f90c1313", "2c91808568c529c60168cca6f90c1314"]

const values = {
  accountName: ["william.smith", "constructor"],
  firstName: ["William", "__proto__"],
  lastName: ["Smith", "Ray"],
  email: ["william.smith@example.com", "will@example.com"],
  phone: ["512-555-1234", "+4512345678"],
  manager: ["jane.doe", "toString"],
  sourceId: sources,
  startDate: ["2020-03-24T00:00:00-05:00", "2020-03-24T05:00:00.000Z", "2019-08-23T18:40:35.772Z"],
  endDate: ["2021-03-25T00:00:00-05:00", "2021-03-25T05:00:00Z", "2022-01-01T00:00:00+01:00"],
  "data.contractor": ["yes", "no"],
  "data.constructor": ["yes", "__proto__"],
  "data.__proto__": ["polluted", "clean"],
  "data.badge": ["red", "blue"]
}

const other = {
  id: "0b1f5f0e-6a3c-4bb0-9a0c-0d6a2f8f1c11",
  accountName: "another",
  firstName: "Another",
  lastName: "One",
  email: "another@example.com",
  phone: "1",
  manager: "jane.doe",
  sourceId: sources[0],
  startDate: "2020-01-01T00:00:00Z",
  endDate: "2021-01-01T00:00:00Z"
}

/** What may be stored under `data`; a stranger only where the vendor would have let it in. */
const data = (names: ReadonlyArray<string>) =>
  fc
    .tuple(
      ...names.map((name) =>
        fc.option(
          fc
            .constantFrom(...(values[`data.${name}` as keyof typeof values] ?? [""]))
            .map((value) => [name, value] as const),
          { nil: undefined, freq: name === "badge" ? 20 : 3 }
        )
      )
    )
    .map((entries) => Object.fromEntries(entries.filter((entry) => entry !== undefined)))

const record = (names: ReadonlyArray<string>) =>
  fc.record({
    id: fc.constant(id),
    accountName: fc.constantFrom(...values.accountName),
    firstName: fc.constantFrom(...values.firstName),
    lastName: fc.constantFrom(...values.lastName),
    email: fc.constantFrom(...values.email),
    phone: fc.constantFrom(...values.phone),
    manager: fc.constantFrom(...values.manager),
    sourceId: fc.constantFrom(...values.sourceId),
    data: data(names),
    startDate: fc.constantFrom(...values.startDate),
    endDate: fc.constantFrom(...values.endDate)
  })

const as = (caller: Exclude<Caller, "application">): Subject => {
  const token = caller === "updater" ? "sailpoint-token" : "sailpoint-owner-token"
  return {
    id: caller === "updater" ? "sailpoint" : "sailpoint-owner",
    // Each operation is held against the twin by itself; the adapter chooses between them.
    definition: { ...definition(caller, attributes), alternatives: [] },
    samples: {
      values,
      wished: { startDate: ["2030-01-01T00:00:00Z"] },
      open: { data: [...attributes, "badge"] },
      voidable: ["data.contractor", "data.constructor", "data.__proto__", "data.badge"],
      roles: [],
      members: [{ id }]
    },
    axes,
    token,
    member: { id },
    twin: twin as Twin<unknown>,
    connect: (settings) => Adapter.make({ ...settings, caller, attributes }),
    seed: (reading) =>
      record(reading["S-3-unknown"] === "stored" ? [...attributes, "badge"] : attributes).map((drawn) => ({
        records: [drawn, other],
        sources: sources.map((source) => ({ id: source, attributes })),
        identities: values.manager,
        tokens: [{ token, user: true, role: caller }]
      })),
    read: (ask) => Result.getOrThrow(Codec.decode({ id }, JSON.parse(ask({ method: "GET", path }).body))),
    write: (ask, body) => ask({ method: "PUT", path, body: JSON.stringify(body) }),
    event: ({ values: now }, pick) => {
      const written = ["firstName", "email", "phone"] as const
      const name = written[pick(written.length)] ?? "firstName"
      const drawn = values[name]
      const fields = Object.entries(now).filter(([each]) => !each.startsWith("data."))
      const kept = Object.entries(now).filter(([each]) => each.startsWith("data."))
      return {
        type: "member-written",
        id,
        record: {
          ...Object.fromEntries(fields),
          [name]: drawn[pick(drawn.length)] ?? drawn[0],
          data: Object.fromEntries(kept.map(([each, value]) => [each.slice(5), value]))
        }
      }
    },
    later: () => []
  }
}

/** The same by the other operation alone. */
const patching = (subject: Subject, caller: Caller): Subject => ({
  ...subject,
  id: `${subject.id}-patch`,
  definition: patch(caller, attributes),
  samples: { ...subject.samples, clearsStoredOnly: true },
  write: (ask, body) =>
    ask({
      method: "PATCH",
      path,
      headers: { "content-type": "application/json-patch+json" },
      body: JSON.stringify(body)
    })
})

export const sailPoint = as("updater")
export const sailPointOwner = as("owner")
export const sailPointPatch = patching(sailPoint, "updater")
export const sailPointOwnerPatch = patching(sailPointOwner, "owner")
