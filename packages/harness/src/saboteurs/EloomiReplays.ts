/** Saboteurs of eloomi that replay bugs reported in public, where no other saboteur does. */
import { twin } from "@muster/twin-eloomi"
import { userBy, withUser } from "@muster/twin-eloomi/State"
import { words } from "@muster/twin-eloomi/Vocabulary"
import { type Saboteur, saboteur } from "../Saboteur.ts"
import { polluted, switching, wiping, withoutEmpty } from "./Bugs.ts"
import { employeeIdIn, type Members, onPatch, rereading, restoring } from "./EloomiCalls.ts"

/** What the body leaves out of some texts is gone. */
const replacing = restoring((_after, { body }) =>
  Object.fromEntries(words.filter((name) => !(name in body)).map((name) => [name, null]))
)

const managers = ["direct_manager_ids", "direct_manager_employee_ids"]

const updates: ReadonlyArray<Saboteur> = [
  saboteur(
    "E2-forgets",
    "An update is answered as done, and lost.",
    restoring((_after, { stored }) => stored)
  ),
  saboteur(
    "E2-left-out-activate-activates",
    "An update without activate activates.",
    restoring(({ activated_at }, { body, state: { now } }) =>
      "activate" in body ? {} : { activated_at: activated_at ?? now }
    )
  ),
  saboteur(
    "E2-switched-to-replacing",
    "The first update keeps what it leaves out, and no later one does.",
    switching(twin, replacing)
  ),
  saboteur("E2-proto-is-read", "What __proto__ holds counts as the body's own.", rereading(polluted)),
  saboteur(
    "E7-revokes-and-fails",
    "An update that names nobody as a manager is refused, after the old managers are gone.",
    onPatch(({ body, state, stored }, honest) => {
      const [, response] = honest(body)
      return response.status === 400 && managers.some((name) => name in body)
        ? [withUser(state, { ...stored, direct_manager_ids: [] }), response]
        : undefined
    })
  )
]

/** A body whose lists are without null. */
const withoutNulls = (body: Members): Members =>
  Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.filter((each) => each !== null) : value
    ])
  )

const bodies: ReadonlyArray<Saboteur> = [
  saboteur("E4-empty-is-left-out", "An empty string counts as left out.", rereading(withoutEmpty)),
  saboteur("E4-null-in-lists-is-dropped", "null in a list is passed over.", rereading(withoutNulls)),
  ...wiping("E4", twin, "PATCH", (state, request) => {
    const user = userBy(state, employeeIdIn(request) ?? "")
    return user === undefined
      ? state
      : withUser(state, { ...user, title: null, access_groups: [], team_ids: [], direct_manager_ids: [] })
  })
]

export const replaySaboteurs: ReadonlyArray<Saboteur> = [...updates, ...bodies]
