/** Mistakes about when a request is sent, how often, and what is told of it. */
import type { Vendor } from "@muster/adapter-kit/Vendor"
import type { Plan, Snapshot } from "@muster/core"
import * as Effect from "effect/Effect"
import type { Mistake } from "./Mistake.ts"

export const sending: ReadonlyArray<Mistake> = [
  {
    id: "swallows-refusal",
    says: "a refused write is told as done",
    wrong: (honest) => ({
      ...honest,
      write: (plan) =>
        Effect.catchIf(
          honest.write(plan),
          ({ sent }) => sent === "no",
          () => Effect.void
        )
    })
  },
  {
    id: "answered-and-lost",
    says: "an update is told as done and never sent",
    wrong: (honest) => ({ ...honest, write: () => Effect.void })
  },
  {
    id: "reads-stale",
    says: "every read answers what the first one saw",
    wrong: (honest) => {
      const seen = new Map<string, Snapshot.Snapshot>()
      const look = (member: Snapshot.Snapshot["member"], key: string) =>
        Effect.tap(honest.read(member), (snapshot) => Effect.sync(() => seen.set(key, snapshot)))
      return {
        ...honest,
        read: (member) => {
          const key = JSON.stringify(member)
          const first = seen.get(key)
          return first === undefined ? look(member, key) : Effect.succeed(first)
        }
      }
    }
  },
  {
    id: "retries-a-charge",
    says: "a write that may have arrived is sent again, whatever that costs",
    except: {
      sailpoint: "nothing that it writes does more the second time",
      "sailpoint-owner": "nothing that it writes does more the second time",
      biot: "nothing that it writes does more the second time"
    },
    wrong: (honest) => ({ ...honest, write: (plan) => honest.write({ ...plan, repeat: "harmless" }) })
  },
  {
    id: "loses-order",
    says: "writes are kept back until somebody reads, and then sent with the last one first",
    wrong: (honest) => {
      const kept: Array<Plan.Plan> = []
      const flush = Effect.suspend(() =>
        Effect.forEach(kept.splice(0).toReversed(), (plan) => Effect.ignore(honest.write(plan)))
      )
      return {
        ...honest,
        read: (member) => Effect.andThen(flush, honest.read(member)),
        write: (plan) => Effect.sync(() => void kept.push(plan))
      } satisfies Vendor
    }
  }
]
