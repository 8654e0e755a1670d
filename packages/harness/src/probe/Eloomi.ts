/**
 * The open points of eloomi. Any user will do as the record. An update answers with the user's new data, so that most
 * is told by the answer alone; prompts are never answered, so that of them only a refusal can be seen.
 */
import type { Response } from "@muster/twin-kit"
import { type Heard, json, type Question, type Site, Untold } from "./Question.ts"

type User = Readonly<Record<string, unknown>>

const pathOf = (id: string) => `/v3/users-employee_id/${encodeURIComponent(id)}`

const patch = ({ ask, id }: Site, body: User) =>
  ask({ method: "PATCH", path: pathOf(id), body: JSON.stringify(body) })

/** The users that an answer shows: one, or those of a page, or none. */
const usersIn = (response: Response): ReadonlyArray<User> => {
  const { data = [] } = (json(response) ?? {}) as { readonly data?: User | ReadonlyArray<User> }
  return [data].flat()
}

const userIn = (response: Response): User => ({ ...usersIn(response)[0] })

const show = ({ ask, id }: Site): User => userIn(ask({ method: "GET", path: pathOf(id) }))

const list = ({ ask }: Site, query: Readonly<Record<string, string>>): ReadonlyArray<User> =>
  usersIn(ask({ method: "GET", path: "/v3/users", query: new Map(Object.entries(query)) }))

/** Enough users to find what the record lacks. */
const somebody = (site: Site) => list(site, { mode: "all", page: "1", per_page: "25" })

const isRefused = ({ status }: Response) => status >= 400

/** Refused; or else what the user is now decides. */
const whether = (site: Site, body: User, otherwise: (now: User) => string): string => {
  const response = patch(site, body)
  return isRefused(response) ? "refused" : otherwise(userIn(response))
}

const memberships = ["team_ids", "department_id"]
const lists = [...memberships, "access_groups", "direct_manager_ids"]

const listIn = (user: User, name: string) => user[name === "team_ids" ? "team_id" : name]

/** Access groups come with their names, the others as mere ids. */
const idsIn = (user: User, name: string): ReadonlyArray<unknown> =>
  ((listIn(user, name) ?? []) as ReadonlyArray<unknown>).map((each) =>
    typeof each === "object" ? (each as { readonly id: unknown }).id : each
  )

/** A list of the record that is not empty; where there is none it gets a manager. */
const filled = (site: Site): string | undefined => {
  const now = show(site)
  const name = lists.find((each) => idsIn(now, each).length > 0)
  if (name !== undefined) return name
  const other = somebody(site).find(({ id }) => id !== now["id"])
  if (other === undefined || isRefused(patch(site, { direct_manager_ids: [other["id"]] }))) return undefined
  return "direct_manager_ids"
}

const ofList = (axis: string, given: null | [], otherwise: string): Question => ({
  axis,
  ask: (site) => {
    const name = filled(site)
    return name === undefined
      ? new Untold("it takes a record with a team, a department, an access group or a manager")
      : whether(site, { [name]: given }, (now) => (idsIn(now, name).length === 0 ? "clears" : otherwise))
  }
})

/** A list of which the users have two ids. */
const two = (users: ReadonlyArray<User>, names: ReadonlyArray<string>) =>
  names
    .map((name) => [name, ...new Set(users.flatMap((user) => idsIn(user, name)))] as const)
    .find(({ length }) => length > 2)

/** The keys that may be lost by asking could not be put back, because nobody can read them. */
const ofPrompts = (axis: string, prompts: null | User): Question => ({
  axis,
  hazards: ["irreversible"],
  ask: (site) =>
    isRefused(patch(site, { prompts }))
      ? "refused"
      : new Untold("it is not refused; what became of the keys no answer shows")
})

/** Gives the record another language, and a permission that is not the default; tells the permission. */
const unusual = (site: Site): unknown => {
  const { language, user_permission: had } = show(site)
  const language_code = language === "da" ? "en" : "da"
  return userIn(patch(site, { language_code, user_permission: had === "user" ? "company adm." : had }))[
    "user_permission"
  ]
}

const usual = new Untold("it takes a record whose permission is not user")

const asks: ReadonlyArray<Question> = [
  {
    axis: "E-1",
    ask: (site) => {
      const now = show(site)
      const name = ["title", "generic_role", "phone", "personal_email"].find((each) => Boolean(now[each]))
      if (name === undefined) patch(site, { title: "Muster" })
      const field = name ?? "title"
      return whether(site, { [field]: null }, (after) => (after[field] === null ? "clears" : "ignored"))
    }
  },
  { axis: "E-1-required", ask: (site) => whether(site, { first_name: null }, () => "ignored") },
  {
    axis: "E-1-empty",
    ask: (site) => whether(site, { title: "" }, ({ title }) => (title === "" ? "stored" : "clears"))
  },
  ofList("E-1-list", null, "ignored"),
  ofList("E-2-empty", [], "kept"),
  {
    axis: "E-2",
    after: ["E-1-list", "E-2-empty"],
    ask: (site, known) => {
      const now = show(site)
      const isUndone = known["E-1-list"] === "clears" || known["E-2-empty"] === "clears"
      // Nobody is let into an access group for good.
      const others = isUndone ? [...memberships, "access_groups"] : memberships
      const found = two([now], [...memberships, "access_groups"]) ?? two([now, ...somebody(site)], others)
      if (found === undefined) return new Untold("it takes two teams or departments that somebody is in")
      const [name, former, given] = found
      if (!idsIn(now, name).includes(former)) patch(site, { [name]: [former] })
      return whether(site, { [name]: [given] }, (after) =>
        idsIn(after, name).includes(former) ? "added" : "replaced"
      )
    }
  },
  {
    axis: "E-5",
    ask: ({ ask, serial }) => `status-${ask({ method: "GET", path: pathOf(`nobody-${serial}`) }).status}`
  },
  {
    axis: "E-12",
    // Who is active is deactivated for it, and the moment of her activation is another one afterwards.
    hazards: ["sends-message", "irreversible"],
    ask: (site) => {
      const wasActive = show(site)["activated_at"] !== null
      patch(site, { activate: "deactivate" })
      const told = whether(site, { activate: "company_default" }, ({ activated_at }) => {
        if (activated_at !== null) return "at-once"
        const pending = list(site, { mode: "pending", employee_id: site.id })
        return pending.some(({ employee_id }) => employee_id === site.id) ? "waits" : "stays"
      })
      patch(site, { activate: wasActive ? "instant" : "deactivate" })
      return told
    }
  },
  ofPrompts("E-3-object", null),
  ofPrompts("E-3-empty", {}),
  ofPrompts("E-3-null", { email: null }),
  // What comes after it shows at no cost what becomes of a language and a permission that are left out.
  {
    axis: "E-13-null",
    ask: (site) => {
      const permission = unusual(site)
      if (permission === undefined) return usual
      return whether(site, { user_permission: null }, (now) =>
        now["user_permission"] === permission ? "ignored" : "reset"
      )
    }
  },
  { axis: "E-9", ask: (site) => whether(site, { muster: "Muster" }, () => "ignored") },
  {
    axis: "E-4",
    // The ids are those of the managers she has, so that nothing changes.
    ask: (site) => {
      const direct_manager_ids = idsIn(show(site), "direct_manager_ids")
      return whether(site, { direct_manager_ids, direct_manager_employee_ids: [] }, () => "id-wins")
    }
  },
  {
    axis: "E-6",
    ask: (site) => {
      const id = `${site.id}-${site.serial}`
      return whether(site, { employee_id: id }, ({ employee_id }) => {
        if (employee_id !== id) return "ignored"
        patch({ ...site, id }, { employee_id: site.id })
        return "renames"
      })
    }
  },
  {
    axis: "E-10",
    ask: (site) => {
      // An end that has come would deactivate (E13).
      const [end_of_employment_at, start_of_employment_at] = ["2037-01-01 00:00:00", "2037-12-31 00:00:00"]
      return whether(site, { start_of_employment_at, end_of_employment_at }, () => "accepted")
    }
  }
]

/** What a member of the answer was before and after each update whose body left out its name. */
const leftOut = (
  heard: ReadonlyArray<Heard>,
  name: string,
  answered: string
): ReadonlyArray<readonly [unknown, unknown]> => {
  const told = heard.flatMap(({ body, method, response }) => {
    const value = userIn(response)[answered]
    const isLeftOut = method === "PATCH" && !Object.hasOwn(JSON.parse(body) as object, name)
    return value === undefined ? [] : [{ value, isLeftOut }]
  })
  return told
    .slice(1)
    .flatMap(({ isLeftOut, value }, before) => (isLeftOut ? [[told[before]?.value, value] as const] : []))
}

const namesIn = (user: User): string | undefined =>
  "mobile" in user ? "current" : "mobile_phone" in user ? "year-2018" : undefined

/** How empty lists look, where they all look alike. */
const voidIn = (users: ReadonlyArray<User>): string | undefined => {
  const voids = users.flatMap((user) => lists.map((name) => listIn(user, name)))
  const isNull = voids.includes(null)
  const isList = voids.some((each) => Array.isArray(each) && each.length === 0)
  return isNull === isList ? undefined : isNull ? "null" : "list"
}

/** What any update shows. */
const overheard: ReadonlyArray<Question> = [
  {
    axis: "E-14",
    overhear: (heard) => {
      const [before, after] =
        leftOut(heard, "user_permission", "user_permission").find(([each]) => each !== "user") ?? []
      return before === undefined ? undefined : before === after ? "kept" : "reset"
    },
    ask: (site) => {
      const permission = unusual(site)
      if (permission === undefined) return usual
      return userIn(patch(site, {}))["user_permission"] === permission ? "kept" : "reset"
    }
  },
  {
    axis: "E-13",
    // The language of the company is nowhere told: only two languages that stay cannot both be it.
    overhear: (heard) => {
      const pairs = leftOut(heard, "language_code", "language")
      if (pairs.some(([before, after]) => before !== after)) return "reset"
      return new Set(pairs.map(([before]) => before)).size > 1 ? "kept" : undefined
    },
    ask: (site) => {
      const stays = (language_code: string) => {
        patch(site, { language_code })
        return userIn(patch(site, {}))["language"] === language_code
      }
      return stays("da") && stays("en") ? "kept" : "reset"
    }
  },
  {
    axis: "E-names",
    overhear: (heard) =>
      heard.flatMap(({ response }) => usersIn(response).flatMap((user) => namesIn(user) ?? []))[0],
    ask: (site) => namesIn(show(site)) ?? new Untold("the mobile number comes under neither name")
  },
  {
    axis: "E-void",
    overhear: (heard) => voidIn(heard.flatMap(({ response }) => usersIn(response))),
    ask: (site) =>
      voidIn(somebody(site)) ?? new Untold("it takes users with an empty list, and one look of all of them")
  }
]

export const eloomiQuestions: ReadonlyArray<Question> = [...asks, ...overheard]
