/** Saboteurs of E12 and E13: how users become active, and how they cease to be. */
import { type State, twin } from "@muster/twin-eloomi"
import { mailed, withUser } from "@muster/twin-eloomi/State"
import type { Twin } from "@muster/twin-kit"
import { type Saboteur, saboteur } from "../Saboteur.ts"
import { type Arrived, onPatch, refusing, remembering, restoring } from "./EloomiCalls.ts"

/** A twin that takes one command for another. */
const taking = (command: unknown, another: unknown): Twin<State> =>
  remembering("activate", (activate) => (activate === command ? another : activate))

/** A twin that does something else after a command. */
const after = (command: unknown, change: (next: State, arrived: Arrived) => State): Twin<State> =>
  onPatch((arrived, honest) => {
    const [next, response] = honest(arrived.body)
    return arrived.body["activate"] === command && response.status === 200
      ? [change(next, arrived), response]
      : undefined
  })

/** A twin where events come to something else. */
const happening = (change: (next: State, state: State) => State): Twin<State> => ({
  ...twin,
  event: (state, json, reading) => change(twin.event(state, json, reading), state)
})

const commands: ReadonlyArray<Saboteur> = [
  saboteur("E12-standard-is-instant", "standard activates at once.", taking("standard", "instant")),
  saboteur(
    "E12-standard-mails-nothing",
    "standard mails no link.",
    after("standard", (next, { state }) => ({ ...next, outbox: state.outbox }))
  ),
  saboteur("E12-instant-mails", "instant mails a password.", taking("instant", "pre_generated_password")),
  saboteur(
    "E12-password-is-not-mailed",
    "pre_generated_password mails no password.",
    taking("pre_generated_password", "instant")
  ),
  saboteur(
    "E12-pre-generated-waits",
    "pre_generated_password activates nobody.",
    after("pre_generated_password", (next, { stored }) => withUser(next, stored))
  ),
  ...["deactivate", "instant"].map((command) =>
    saboteur(`E12-${command}-does-nothing`, `${command} changes nothing.`, taking(command, undefined))
  ),
  ...["standard", "company_default", 1, true, 0, false].map((command) =>
    saboteur(
      `E12-${command}-is-refused`,
      `${command} is no command.`,
      refusing(({ body }) => body["activate"] === command)
    )
  ),
  saboteur(
    "E12-default-mails-a-password",
    "company_default makes up a password.",
    taking("company_default", "pre_generated_password")
  ),
  saboteur(
    "E12-links-do-nothing",
    "Whoever follows the link stays as he is.",
    happening((next, { users }) => ({ ...next, users }))
  ),
  saboteur(
    "E12-mails-who-is-active",
    "standard mails a link to whoever is active too.",
    after("standard", (next, { stored }) =>
      stored.activated_at === null ? next : mailed(next, "activation-link", stored)
    )
  )
]

const leaving: ReadonlyArray<Saboteur> = [
  saboteur(
    "E13-time-ends-nothing",
    "Time passes, and nobody is deactivated.",
    happening((next, { users }) => ({ ...next, users }))
  ),
  saboteur(
    "E13-past-ends-wait",
    "An end that has come deactivates nobody when it is written.",
    restoring((_after, { body, stored: { activated_at } }) =>
      "end_of_employment_at" in body && !("activate" in body) ? { activated_at } : {}
    )
  ),
  saboteur(
    "E13-any-end-deactivates",
    "An end that comes deactivates at once.",
    restoring((_after, { body }) => ("end_of_employment_at" in body ? { activated_at: null } : {}))
  ),
  saboteur(
    "E13-activate-is-stronger",
    "An activation counts in spite of an end that has come.",
    restoring((_after, { body, state: { now } }) =>
      "end_of_employment_at" in body && body["activate"] === "instant" ? { activated_at: now } : {}
    )
  )
]

export const activationSaboteurs: ReadonlyArray<Saboteur> = [...commands, ...leaving]
