/** Saboteurs of M4 and M5: which form attributes have, and what a body with all of them does. */
import { withMember } from "@muster/twin-88miles/State"
import type { Member } from "@muster/twin-88miles/Vocabulary"
import { type Saboteur, saboteur } from "../Saboteur.ts"
import { answeringWith, onUpdate, refusing, rereading, restoring } from "./MilesCalls.ts"

/** A twin that prints every member another way. */
const printing = (print: (member: Member) => object) =>
  answeringWith((answer, { method }) => {
    const { response } = answer
    if (method !== "GET") return answer
    const printed = Array.isArray(response)
      ? response.map((each) => print(each as Member))
      : print(response as Member)
    return { ...answer, response: printed }
  })

const forms: ReadonlyArray<Saboteur> = [
  saboteur(
    "M4-active-is-a-boolean",
    "active is answered as a boolean.",
    printing((member) => ({ ...member, active: member.active === "true" }))
  ),
  saboteur(
    "M4-rate-is-a-string",
    "The rate is answered as a string.",
    printing((member) => ({ ...member, hourly_rate_cents: String(member.hourly_rate_cents) }))
  ),
  saboteur(
    "M4-active-is-any-word",
    "Every word but false is active.",
    rereading((staff) =>
      typeof staff["active"] === "string" && staff["active"] !== "false"
        ? { ...staff, active: "true" }
        : staff
    )
  ),
  saboteur(
    "M4-rate-is-rounded",
    "A fraction of a cent is rounded.",
    rereading(({ hourly_rate_cents: rate, ...staff }) =>
      rate === undefined
        ? staff
        : { ...staff, hourly_rate_cents: typeof rate === "number" ? Math.round(rate) : rate }
    )
  ),
  saboteur(
    "M4-rate-is-read-from-text",
    "A rate in a string is read as a number.",
    rereading((staff) => {
      const rate = staff["hourly_rate_cents"]
      return typeof rate === "string" && /^\d+$/.test(rate)
        ? { ...staff, hourly_rate_cents: Number(rate) }
        : staff
    })
  ),
  saboteur(
    "M4-rate-is-stored-as-text",
    "A rate in a string is stored as it came.",
    onUpdate(({ staff: { hourly_rate_cents: rate, ...staff }, uuid }, honest) => {
      const [next, response] = honest(staff)
      const after = next.members.get(uuid)
      if (typeof rate !== "string" || response.status !== 200 || after === undefined) return undefined
      return [withMember(next, { ...after, hourly_rate_cents: rate as unknown as number }), response]
    })
  ),
  ...(["owner", "freelancer"] as const).map((type) =>
    saboteur(
      `M4-${type}s-can-be-made`,
      `The type can be set to ${type}.`,
      onUpdate(({ staff: { type: asked, ...staff }, uuid }, honest) => {
        const [next, response] = honest(staff)
        const after = next.members.get(uuid)
        if (asked !== type || response.status !== 200 || after === undefined) return undefined
        return [withMember(next, { ...after, type }), response]
      })
    )
  ),
  ...["manager", "staff"].map((type) =>
    saboteur(
      `M4-${type}-cannot-be-set`,
      `The type cannot be set to ${type}.`,
      refusing(({ staff }) => staff["type"] === type, 422)
    )
  )
]

const wholeBody: ReadonlyArray<Saboteur> = [
  saboteur(
    "M5-own-uuid-is-refused",
    "A body that repeats the path's uuid is refused.",
    refusing(({ staff }) => "uuid" in staff, 422)
  ),
  saboteur(
    "M5-own-uuid-loses-the-rest",
    "A body that repeats the path's uuid is answered as done, and lost.",
    restoring((_after, staff, before) => ("uuid" in staff ? before : {}))
  )
]

export const formSaboteurs: ReadonlyArray<Saboteur> = [...forms, ...wholeBody]
