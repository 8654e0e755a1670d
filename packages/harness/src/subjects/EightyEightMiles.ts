/** 88 Miles under test. */
import * as Adapter from "@muster/adapter-88miles/Adapter"
import * as Codec from "@muster/adapter-88miles/Codec"
import { definition } from "@muster/adapter-88miles/Semantics"
import { axes, twin } from "@muster/twin-88miles"
import type { Twin } from "@muster/twin-kit"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import type { Subject } from "../Subject.ts"

const uuid = "161e6c57-a86a-4ab8-b6c0-8a7831e4cd44"
const token = "88miles-token"
const path = `/api/1/staff/${uuid}.json`

const values = {
  login: ["user28", "ada", "constructor"],
  first_name: ["Archibald", "Ada", "__proto__"],
  last_name: ["Zulauf", "Byron"],
  email_address: ["28christopher@towne.example", "ada@byron.example"],
  time_zone: ["Australia/Perth", "Europe/Berlin"],
  active: ["true", "false"],
  type: ["staff", "manager", "owner", "freelancer"],
  hourly_rate_cents: [0, 10_000, 12_345]
}

const other = {
  uuid: "0b1f5f0e-6a3c-4bb0-9a0c-0d6a2f8f1c11",
  login: "another",
  first_name: "Another",
  last_name: "One",
  email_address: "another@one.example",
  time_zone: "Australia/Perth",
  active: "true",
  type: "owner",
  hourly_rate_cents: null
}

const member = fc.record({
  uuid: fc.constant(uuid),
  login: fc.constantFrom(...values.login),
  first_name: fc.constantFrom(...values.first_name),
  last_name: fc.constantFrom(...values.last_name),
  email_address: fc.constantFrom(...values.email_address),
  time_zone: fc.constantFrom(...values.time_zone),
  active: fc.constantFrom(...values.active),
  type: fc.constantFrom(...values.type),
  hourly_rate_cents: fc.constantFrom(null, ...values.hourly_rate_cents)
})

export const eightyEightMiles: Subject = {
  id: "88miles",
  definition,
  samples: {
    values,
    wished: { time_zone: ["Mars/Base"] },
    voidable: ["hourly_rate_cents"],
    roles: [],
    members: [{ uuid }]
  },
  axes,
  token,
  member: { uuid },
  twin: twin as Twin<unknown>,
  connect: Adapter.make,
  seed: () =>
    member.map((drawn) => ({
      members: [drawn, other],
      caller: { uuid: other.uuid },
      tokens: [{ token, mayUpdate: true }]
    })),
  read: (ask) => Result.getOrThrow(Codec.decode({ uuid }, JSON.parse(ask({ method: "GET", path }).body))),
  write: (ask, body) => ask({ method: "PUT", path, body: JSON.stringify(body) }),
  event: (_snapshot, pick) => {
    const written = ["first_name", "hourly_rate_cents", "active"] as const
    const name = written[pick(written.length)] ?? "first_name"
    if (pick(4) === 0) return { type: "charge-confirmed", uuid }
    const drawn = values[name]
    return { type: "member-written", uuid, staff: { [name]: drawn[pick(drawn.length)] ?? drawn[0] } }
  },
  later: () => []
}
