/** Saboteurs of BioT that replay bugs reported in public, where no other saboteur does. */
import { twin } from "@muster/twin-biot"
import { withUser } from "@muster/twin-biot/State"
import { type Saboteur, saboteur } from "../Saboteur.ts"
import { polluted, switching, unprototyped, wiping, withoutEmpty } from "./Bugs.ts"
import { idIn, onPatch, rereading, restoring, rewriting } from "./BioTCalls.ts"

/** A twin that gives a value to every custom attribute of a type that the body leaves out. */
const filling = (type: "BOOLEAN" | "NUMBER", value: boolean | number) =>
  rewriting(({ custom }, { body, stored: { template } }) => {
    const left = template.attributes.filter(
      (attribute) => attribute.type === type && !(attribute.name in body)
    )
    return { custom: new Map([...custom, ...left.map(({ name }) => [name, value] as const)]) }
  })

/** What the body leaves out of some attributes is gone. */
const replacing = rewriting((_after, { body }) =>
  Object.fromEntries(
    ["_description", "_phone", "_employeeId"]
      .filter((name) => !(name in body))
      .map((name) => [name, undefined])
  )
)

const merging: ReadonlyArray<Saboteur> = [
  saboteur("B1-left-out-number-is-zero", "A number that the body leaves out is 0.", filling("NUMBER", 0)),
  saboteur(
    "B1-left-out-boolean-is-false",
    "A truth value that the body leaves out is false.",
    filling("BOOLEAN", false)
  ),
  saboteur(
    "B1-enables",
    "Whoever is disabled is enabled by an update.",
    restoring(() => ({ enabled: "ENABLED" }))
  ),
  saboteur(
    "B1-disables",
    "Whoever is enabled is disabled by an update.",
    restoring(() => ({ enabled: "DISABLED" }))
  ),
  saboteur(
    "B1-switched-to-replacing",
    "The first update keeps what it leaves out, and no later one does.",
    switching(twin, replacing)
  )
]

const bodies: ReadonlyArray<Saboteur> = [
  saboteur("B6-proto-is-read", "What __proto__ holds counts as the body's own.", rereading(polluted)),
  saboteur("B6-proto-is-dropped", "__proto__ is passed over.", rereading(unprototyped)),
  saboteur("B14-empty-is-left-out", "An empty string counts as left out.", rereading(withoutEmpty)),
  saboteur(
    "B16-revokes-and-fails",
    "An update is refused, after the optional attributes that it names are gone.",
    onPatch(({ body, state, stored }, honest) => {
      const [, response] = honest(body)
      const { template, written } = stored
      const gone = template.attributes.filter(({ mandatory, name }) => !mandatory && name in body)
      const custom = new Map([...written.custom].filter(([each]) => gone.every(({ name }) => name !== each)))
      return response.status === 400
        ? [withUser(state, { ...stored, written: { ...written, custom } }), response]
        : undefined
    })
  ),
  ...wiping("B16", twin, "PATCH", (state, { path }) => {
    const user = state.users.get(idIn(path))
    return user === undefined
      ? state
      : withUser(state, { ...user, written: { ...user.written, _description: undefined, custom: new Map() } })
  })
]

export const replaySaboteurs: ReadonlyArray<Saboteur> = [...merging, ...bodies]
