/** Saboteurs of B1, B2 and B7: what an update keeps, which parts an object has to have, and what cannot be null. */
import { withUser, type Written } from "@muster/twin-biot/State"
import { type Saboteur, saboteur } from "../Saboteur.ts"
import {
  answeringWith,
  isObject,
  type Members,
  onPatch,
  refusing,
  rereading,
  restoring,
  rewriting,
  without
} from "./BioTCalls.ts"

const optional = [
  "_description",
  "_phone",
  "_locale",
  "_gender",
  "_dateOfBirth",
  "_address",
  "_mfa",
  "_employeeId"
] as const

const merging: ReadonlyArray<Saboteur> = [
  ...optional.map((name) =>
    saboteur(
      `B1-left-out-${name}-goes`,
      `Whoever is updated without ${name} has none afterwards.`,
      rewriting((_after, { body }) => (name in body ? {} : { [name]: undefined }))
    )
  ),
  saboteur(
    "B1-left-out-attributes-go",
    "Optional custom attributes that the body leaves out go.",
    rewriting(({ custom }, { body, stored }) => {
      const kept = stored.template.attributes.filter(({ mandatory, name }) => mandatory || name in body)
      return { custom: new Map([...custom].filter(([each]) => kept.some(({ name }) => name === each))) }
    })
  ),
  saboteur(
    "B1-forgets",
    "An update is answered as done, and lost.",
    restoring(({ modified }, { stored }) => ({ ...stored, modified }))
  ),
  saboteur(
    "B1-writes-to-everybody",
    "A phone is everybody's phone.",
    onPatch(({ body, stored }, honest) => {
      const [next, response] = honest(body)
      const _phone = next.users.get(stored.id)?.written._phone
      if (response.status !== 200 || !("_phone" in body)) return [next, response]
      const all = [...next.users.values()].reduce(
        (state, user) => withUser(state, { ...user, written: { ...user.written, _phone } }),
        next
      )
      return [all, response]
    })
  )
]

/** A body whose given object is read another way. */
const reobject = (name: keyof Written, change: (given: Members, stored: Members) => Members) =>
  rereading((body, { stored: { written } }) => {
    const [given, before] = [body[name], written[name]]
    const stored = name === "_ownerOrganization" ? { id: before } : isObject(before) ? before : {}
    return isObject(given) ? { ...body, [name]: change(given, stored) } : body
  })

const starred = [
  ["_name", "firstName"],
  ["_name", "lastName"],
  ["_address", "countryCode"],
  ["_mfa", "enabled"],
  ["_ownerOrganization", "id"]
] as const

const objects = ["_name", "_address", "_mfa", "_ownerOrganization"]

const stars: ReadonlyArray<Saboteur> = [
  ...starred.map(([name, part]) =>
    saboteur(
      `B2-${name}.${part}-is-optional`,
      `${name} may leave out ${part}, which stays as it is.`,
      reobject(name, (given, stored) => (part in given ? given : { ...given, [part]: stored[part] }))
    )
  ),
  saboteur(
    "B2-null-part-is-left-alone",
    "A part that is null stays as it is.",
    reobject("_name", (given, stored) => ({
      ...given,
      ...without(stored, (part) => given[part] !== null)
    }))
  ),
  saboteur(
    "B2-empty-object-says-nothing",
    "An object without parts counts as left out.",
    rereading((body) =>
      without(
        body,
        (name, value) => objects.includes(name) && isObject(value) && Object.keys(value).length === 0
      )
    )
  ),
  saboteur(
    "B2-left-out-enabled-is-false",
    "A second factor without enabled is switched off.",
    reobject("_mfa", (given) => ({ enabled: false, ...given }))
  ),
  saboteur(
    "B2-first-name-clears-the-last",
    "A first name alone is accepted, and the last name is gone.",
    rewriting(
      ({ _name }) => ({ _name: { ..._name, lastName: "" } }),
      ({ body }) => {
        const { _name: name } = body
        return isObject(name) && !("lastName" in name)
          ? { ...body, _name: { ...name, lastName: "-" } }
          : undefined
      }
    )
  ),
  ...objects.map((object) =>
    saboteur(
      `B2-${object}-is-mandatory`,
      `A body without ${object} is refused.`,
      refusing(({ body }) => !(object in body), 400, "ATTRIBUTE_IS_MANDATORY")
    )
  )
]

const nulls: ReadonlyArray<Saboteur> = [
  saboteur(
    "B7-null-owner-is-left-out",
    "An owner that is null stays.",
    rereading((body) => without(body, (name, value) => name === "_ownerOrganization" && value === null))
  ),
  saboteur(
    "B7-null-owner-id-is-left-out",
    "An owner whose id is null stays.",
    reobject("_ownerOrganization", (given, stored) => (given["id"] === null ? stored : given))
  ),
  saboteur(
    "B7-null-country-is-left-out",
    "A country that is null stays.",
    reobject("_address", (given, stored) =>
      given["countryCode"] === null ? { ...given, countryCode: stored["countryCode"] } : given
    )
  ),
  saboteur(
    "B7-null-attribute-is-left-out",
    "A mandatory attribute that is null stays.",
    rereading((body, { stored }) =>
      without(
        body,
        (each, value) =>
          value === null &&
          stored.template.attributes.some(({ mandatory, name }) => mandatory && name === each)
      )
    )
  ),
  saboteur(
    "B7-left-out-is-null",
    "A mandatory attribute that is left out is refused like one that is null.",
    refusing(({ body }) => !("license" in body), 400, "ATTRIBUTE_IS_MANDATORY")
  ),
  saboteur(
    "B7-other-codes",
    "Every null is called the same.",
    answeringWith((answer) =>
      String(answer["code"]).endsWith("_CANNOT_BE_NULL")
        ? { ...answer, code: "ATTRIBUTE_IS_MANDATORY" }
        : answer
    )
  )
]

export const updateSaboteurs: ReadonlyArray<Saboteur> = [...merging, ...stars, ...nulls]
