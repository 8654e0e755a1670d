/**
 * The open points of 88 Miles. The record has to be one of type staff or manager whose rate may change; nothing here
 * makes anybody active, except M-8, which needs consent.
 */
import { json, type Question, type Site, Untold } from "./Question.ts"

const pathOf = (id: string) => `/api/1/staff/${id}.json`

const put = ({ ask, id }: Site, staff: unknown, headers: Readonly<Record<string, string>> = {}) =>
  ask({ method: "PUT", path: pathOf(id), body: JSON.stringify({ staff }), headers })

/** What a member reads now. */
const show = ({ ask, id }: Site): Readonly<Record<string, unknown>> => {
  const answer = json(ask({ method: "GET", path: pathOf(id) })) as { readonly response?: object } | undefined
  return { ...answer?.response }
}

const isRefused = ({ status }: { readonly status: number }) => status >= 400

/** Refused; or else what the member reads decides. */
const whether = (
  site: Site,
  staff: object,
  otherwise: (now: Readonly<Record<string, unknown>>) => string
): string => (isRefused(put(site, staff)) ? "refused" : otherwise(show(site)))

/** Nobody. */
const stranger = "ffffffff-ffff-4fff-8fff-ffffffffffff"

const asks: ReadonlyArray<Question> = [
  {
    axis: "M-2",
    ask: (site) => {
      put(site, { hourly_rate_cents: 4200 })
      return whether(site, { hourly_rate_cents: null }, (now) =>
        now["hourly_rate_cents"] === 4200 ? "ignored" : "clears"
      )
    }
  },
  { axis: "M-2-required", ask: (site) => whether(site, { last_name: null }, () => "ignored") },
  {
    axis: "M-2-empty",
    ask: (site) => whether(site, { last_name: "" }, () => "stored")
  },
  { axis: "M-3", ask: (site) => whether(site, { uuid: stranger }, () => "ignored") },
  {
    axis: "M-4",
    ask: ({ ask, id }) =>
      String(ask({ method: "PUT", path: pathOf(id), body: JSON.stringify({ first_name: "Muster" }) }).status)
  },
  { axis: "M-5", ask: (site) => whether(site, { active: false }, () => "accepted") },
  {
    axis: "M-6",
    ask: (site) => {
      const { type } = show(site)
      if (type === "manager" || type === "staff")
        return new Untold("it takes a record whose type is owner or freelancer")
      return whether(site, { type }, () => "accepted")
    }
  },
  {
    axis: "M-6-other",
    ask: (site) => {
      const { type } = show(site)
      return whether(site, { type: type === "owner" ? "freelancer" : "owner" }, () => "ignored")
    }
  },
  {
    axis: "M-7",
    ask: ({ ask, others: { reader } }) => {
      if (reader === undefined) return new Untold("it takes a credential: a token that may not update")
      const authorization = `Bearer ${reader}`
      const { status } = ask({
        method: "PUT",
        path: pathOf(stranger),
        body: JSON.stringify({ staff: {} }),
        headers: { authorization }
      })
      return status === 403 ? "403-404-422-402" : "404-403-402-422"
    }
  },
  {
    axis: "M-8",
    hazards: ["may-charge", "sends-message"],
    ask: (site) => {
      put(site, { active: "false" })
      put(site, { active: "true" })
      return show(site)["active"] === "true" ? "at-once" : "awaiting"
    }
  },
  { axis: "M-12", ask: (site) => whether(site, { time_zone: "Mars/Base" }, () => "stored") },
  { axis: "M-12-members", ask: (site) => whether(site, { muster: "Muster" }, () => "ignored") }
]

/** What any update and any refusal show. */
const overheard: ReadonlyArray<Question> = [
  {
    axis: "M-10",
    overhear: (heard) => {
      const done = heard.find(({ method, response }) => method === "PUT" && response.status === 200)
      return done === undefined ? undefined : done.response.body === "" ? "empty" : "member"
    },
    ask: (site) => (put(site, { first_name: "Muster" }).body === "" ? "empty" : "member")
  },
  {
    axis: "M-11",
    overhear: (heard) => {
      const refused = heard.find(({ response }) => response.status === 422 || response.status === 404)
      return refused === undefined
        ? undefined
        : typeof json(refused.response) === "object"
          ? "object"
          : "text"
    },
    ask: ({ ask }) =>
      typeof json(ask({ method: "GET", path: pathOf(stranger) })) === "object" ? "object" : "text"
  }
]

export const eightyEightMilesQuestions: ReadonlyArray<Question> = [...asks, ...overheard]
