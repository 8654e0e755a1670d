/** Saboteurs of D1 to D4: what an update replaces, whom it is about, and what it cannot do without. */
import { type Saboteur, saboteur } from "../Saboteur.ts"
import { onUpdate, refusing, rereading, united, unitedClients, without } from "./DigitsUpdate.ts"

/** The PUT is a merge. */
export const merging = rereading((body, stored) => ({
  ...without(stored, "userId", "userExternalId", "organizationRole"),
  ...body
}))

const replacing: ReadonlyArray<Saboteur> = [
  saboteur("D1-merges", "The PUT is a merge: what the body leaves out stays.", merging),
  saboteur(
    "D1-unites-lists",
    "Lists are united with the stored ones.",
    rereading((body, { clients = [], entities = [] }) => ({
      ...body,
      entities: united(body.entities ?? [], entities),
      clients: unitedClients(body.clients ?? [], clients)
    }))
  ),
  saboteur(
    "D1-keeps-organization-role",
    "The organization role of the first day stays.",
    rereading((body, { organizationRole }) =>
      body.organizationRole === undefined || organizationRole === undefined
        ? body
        : { ...body, organizationRole }
    )
  ),
  saboteur(
    "D1-answers-and-forgets",
    "The update is answered as done, and lost.",
    onUpdate(({ body, state }, honest) => [state, honest(body)[1]])
  ),
  saboteur(
    "D1-writes-to-everybody",
    "The update is applied to every employee.",
    onUpdate(({ body }, honest) => {
      const [next, response] = honest(body)
      const written = next.employees.get(body.userId ?? "")
      if (response.status !== 200 || written === undefined) return [next, response]
      const employees = [...next.employees.keys()].map((userId) => [userId, { ...written, userId }] as const)
      return [{ ...next, employees: new Map(employees) }, response]
    })
  )
]

const existing: ReadonlyArray<Saboteur> = [
  saboteur(
    "D2-creates-the-missing",
    "A user without a binding gets one.",
    onUpdate(({ body, state, stored }, honest) => {
      const userId = body.userId ?? state.userIds.get(body.userExternalId ?? "")
      const pattern = [...state.employees.values()][0]
      if (stored !== undefined || userId === undefined || pattern === undefined) return undefined
      const [next, response] = honest({ ...without(body, "userExternalId"), userId: pattern.userId })
      const written = next.employees.get(pattern.userId)
      if (response.status !== 200 || written === undefined) return undefined
      return [{ ...next, employees: new Map(state.employees).set(userId, { ...written, userId }) }, response]
    })
  ),
  saboteur(
    "D2-answers-for-the-missing",
    "An update of nobody is answered as done.",
    onUpdate(({ body, state, stored }, honest) => {
      const isNamed = body.userId !== undefined || body.userExternalId !== undefined
      return stored === undefined && isNamed ? [state, { ...honest(body)[1], status: 200 }] : undefined
    })
  )
]

const naming: ReadonlyArray<Saboteur> = [
  saboteur(
    "D3-nobody-means-the-first",
    "A body that names nobody is about the first employee.",
    onUpdate(({ body, state }, honest) => {
      const [userId] = state.employees.keys()
      const isNamed = body.userId !== undefined || body.userExternalId !== undefined
      return isNamed || userId === undefined ? undefined : honest({ ...body, userId })
    })
  ),
  saboteur(
    "D3-first-name-counts",
    "Where both identifiers are given, the second one is not looked at.",
    onUpdate(({ body }, honest) =>
      body.userId !== undefined ? honest(without(body, "userExternalId")) : undefined
    )
  ),
  saboteur(
    "D3-knows-no-external-id",
    "userExternalId alone is refused.",
    refusing((body) => body.userId === undefined && body.userExternalId !== undefined)
  ),
  saboteur(
    "D3-external-id-means-the-first",
    "userExternalId alone is taken for the first employee.",
    onUpdate(({ body, state, stored }, honest) => {
      const [userId] = state.employees.keys()
      return stored === undefined || body.userId !== undefined || userId === undefined
        ? undefined
        : honest({ ...without(body, "userExternalId"), userId })
    })
  )
]

const needingRole: ReadonlyArray<Saboteur> = [
  saboteur(
    "D4-keeps-missing-role",
    "An update without organizationRole keeps the stored one.",
    rereading((body, { organizationRole }) =>
      organizationRole === undefined ? body : { organizationRole, ...body }
    )
  ),
  saboteur(
    "D4-null-keeps-role",
    "An update with null for organizationRole keeps the stored one.",
    rereading((body, { organizationRole }) =>
      "organizationRole" in body && organizationRole !== undefined
        ? { ...body, organizationRole: body.organizationRole ?? organizationRole }
        : body
    )
  ),
  saboteur(
    "D4-missing-role-is-the-lowest",
    "An update without organizationRole makes an Associate of everybody.",
    rereading((body) => ({ organizationRole: "Associate", ...body }))
  ),
  saboteur(
    "D4-refuses-and-writes",
    "An update without organizationRole is refused, and the access is written all the same.",
    onUpdate(({ body, stored }, honest) => {
      if (body.organizationRole !== undefined || stored?.organizationRole === undefined) return undefined
      const [, refused] = honest(body)
      const [next] = honest({ ...body, organizationRole: stored.organizationRole })
      return [next, refused]
    })
  )
]

export const bindingSaboteurs: ReadonlyArray<Saboteur> = [
  ...replacing,
  ...existing,
  ...naming,
  ...needingRole
]
