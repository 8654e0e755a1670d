/** Bugs that look alike at every vendor: a switch nobody sees, a body without a form, a prototype among the members. */
import type { Request, Response, Twin } from "@muster/twin-kit"
import { objectIn, type Saboteur, saboteur, withRules } from "../Saboteur.ts"

type Members = Readonly<Record<string, unknown>>

const isUpdate = ({ method }: Request): boolean => method === "PUT" || method === "PATCH"

/** A twin with a switch: the first update that is accepted turns it, and from then on this is another twin. */
export const switching = <State extends object>(honest: Twin<State>, other: Twin<State>): Twin<State> => ({
  ...honest,
  rules: (reading) => {
    const [before, after] = [honest.rules(reading), other.rules(reading)]
    return (state, request) => {
      const [next, response] = ("isSwitched" in state ? after : before)(state, request)
      const turns = isUpdate(request) && response.status === 200
      return [turns ? { ...next, isSwitched: true } : next, response]
    }
  }
})

/** How a body may be none. */
const formless: Readonly<Record<string, (request: Request) => boolean>> = {
  malformed: ({ body }) => body !== "" && objectIn(body) === undefined,
  empty: ({ body }) => body === "",
  form: ({ headers }) => headers["content-type"] === "application/x-www-form-urlencoded"
}

const done: Response = { status: 200, headers: { "content-type": "application/json" }, body: "{}" }

/** Twins at which an update whose body is none empties what is stored, and is answered as done. */
export const wiping = <State>(
  clause: string,
  twin: Twin<State>,
  method: "PATCH" | "PUT",
  wipe: (state: State, request: Request) => State
): ReadonlyArray<Saboteur> =>
  Object.entries(formless).map(([kind, isFormless]) =>
    saboteur(
      `${clause}-${kind}-wipes`,
      `A body that is ${kind === "form" ? "a form" : kind} wipes what is stored, and is answered with 200.`,
      withRules(
        twin,
        (honest) => (state, request) =>
          request.method === method && isFormless(request)
            ? [wipe(state, request), done]
            : honest(state, request)
      )
    )
  )

/** The members of an object with those of its `__proto__` among them, as a careless copy has them. */
export const polluted = ({ ["__proto__"]: inherited, ...own }: Members): Members => ({
  ...(inherited as object),
  ...own
})

/** The members of an object without `__proto__`, as a careless assignment has them. */
export const unprototyped = ({ ["__proto__"]: _lost, ...own }: Members): Members => own

/** The members of an object without those that are an empty string. */
export const withoutEmpty = (members: Members): Members =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== ""))
