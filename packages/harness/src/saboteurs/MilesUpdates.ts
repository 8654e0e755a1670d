/** Saboteurs of M1 and M2: what an update keeps, and what becoming active brings about. */
import { twin } from "@muster/twin-88miles"
import type { Member } from "@muster/twin-88miles/Vocabulary"
import { type Saboteur, saboteur } from "../Saboteur.ts"
import { onUpdate, refusing, restoring } from "./MilesCalls.ts"

/** A member of whom nothing is known. */
export const blank = {
  login: "",
  first_name: "",
  last_name: "",
  email_address: "",
  time_zone: "",
  active: "false",
  type: "staff",
  hourly_rate_cents: null
} satisfies Partial<Member>

/** The attributes of `usual` that the body leaves out. */
export const omitted = (usual: Partial<Member>, staff: object): Partial<Member> =>
  Object.fromEntries(Object.entries(usual).filter(([name]) => !Object.hasOwn(staff, name)))

/** The PUT replaces. */
export const replacing = restoring((_after, staff) => omitted(blank, staff))

const merging: ReadonlyArray<Saboteur> = [
  saboteur("M1-replaces", "The PUT replaces: what the body leaves out is blank afterwards.", replacing),
  saboteur(
    "M1-left-out-active-deactivates",
    "Whoever is updated without active becomes inactive.",
    restoring((_after, staff) => omitted({ active: "false" }, staff))
  ),
  saboteur(
    "M1-left-out-active-activates",
    "Whoever is updated without active becomes active.",
    restoring((_after, staff) => omitted({ active: "true" }, staff))
  ),
  saboteur(
    "M1-left-out-rate-is-cleared",
    "Whoever is updated without a rate has none afterwards.",
    restoring((_after, staff) => omitted({ hourly_rate_cents: null }, staff))
  ),
  saboteur(
    "M1-left-out-type-is-staff",
    "Whoever is updated without a type is staff afterwards.",
    restoring((_after, staff) => omitted({ type: "staff" }, staff))
  ),
  saboteur(
    "M1-zero-is-left-out",
    "A rate of 0 is taken for a rate that is left out.",
    restoring((_after, staff, before) =>
      staff["hourly_rate_cents"] === 0 ? { hourly_rate_cents: before.hourly_rate_cents } : {}
    )
  ),
  saboteur(
    "M1-answers-and-forgets",
    "The update is answered as done, and lost.",
    restoring((_after, _staff, before) => before)
  ),
  saboteur(
    "M1-empty-body-is-refused",
    "A body that names nothing is refused.",
    refusing(({ staff }) => Object.keys(staff).length === 0, 422)
  ),
  saboteur(
    "M1-writes-to-everybody",
    "The first name is given to every member.",
    onUpdate(({ staff, uuid }, honest) => {
      const [next, response] = honest(staff)
      const name = next.members.get(uuid)?.first_name
      if (response.status !== 200 || name === undefined || !("first_name" in staff)) return [next, response]
      const members = [...next.members].map(
        ([each, member]) => [each, { ...member, first_name: name }] as const
      )
      return [{ ...next, members: new Map(members) }, response]
    })
  )
]

const activation: ReadonlyArray<Saboteur> = [
  saboteur(
    "M2-mails-nobody",
    "Nobody is mailed about the charge.",
    onUpdate(({ staff, state }, honest) => {
      const [next, response] = honest(staff)
      return [{ ...next, outbox: state.outbox }, response]
    })
  ),
  saboteur(
    "M2-mails-about-every-update",
    "Somebody is mailed about every update.",
    onUpdate(({ staff, state, uuid }, honest) => {
      const [next, response] = honest(staff)
      const mail = { to: "account", uuid } as const
      return response.status === 200
        ? [{ ...next, outbox: [...state.outbox, mail] }, response]
        : [next, response]
    })
  ),
  saboteur(
    "M2-mails-who-is-active-already",
    "Somebody is mailed when active is sent for whoever is active.",
    onUpdate(({ staff, stored, uuid }, honest) => {
      const [next, response] = honest(staff)
      const isEcho = staff["active"] === "true" && stored?.active === "true"
      return isEcho
        ? [{ ...next, outbox: [...next.outbox, { to: "account", uuid }] }, response]
        : [next, response]
    })
  ),
  saboteur(
    "M2-never-active",
    "Whoever should become active is mailed about and stays inactive.",
    onUpdate(({ staff, state, stored, uuid }, honest) => {
      const [next, response] = honest(staff)
      const after = next.members.get(uuid)
      if (after === undefined || stored?.active !== "false" || staff["active"] !== "true")
        return [next, response]
      const members = new Map(next.members).set(uuid, { ...after, active: "false" as const })
      return [{ ...next, members, awaiting: state.awaiting }, response]
    })
  ),
  saboteur(
    "M2-confirmation-is-lost",
    "A confirmed charge changes nothing.",
    {
      ...twin,
      event: (state, json, reading) => {
        const next = twin.event(state, json, reading)
        return { ...next, members: state.members }
      }
    },
    { "M-8": "awaiting" }
  )
]

export const updateSaboteurs: ReadonlyArray<Saboteur> = [...merging, ...activation]
