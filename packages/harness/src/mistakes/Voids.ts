/** Mistakes about what is void, empty or has an odd name. */
import type { Json, Snapshot } from "@muster/core"
import type { Vendor } from "@muster/adapter-kit/Vendor"
import * as Effect from "effect/Effect"
import { type Mistake, sayingOfEach } from "./Mistake.ts"

const isEmptyList = (value: Json.Json): boolean => Array.isArray(value) && value.length === 0
const noList = "it takes no lists of values"
const neverEmpty = "no plan says empty, which is the same as null here"
const noBlank = "it writes the end date alone, which cannot be empty"
const fixedNames = "the names of all that it has are documented"
const noNull = "no list of it takes null"

export const voids: ReadonlyArray<Mistake> = [
  {
    id: "null-for-empty",
    says: "null is sent where the plan says empty",
    except: { digits: neverEmpty, "sailpoint-owner": noBlank },
    wrong: sayingOfEach(([name, value]) => [name, isEmpty(value) ? null : value])
  },
  {
    id: "drops-empty-list",
    says: "an empty list is left out, so that nothing is cleared",
    except: {
      digits: noList,
      sailpoint: noList,
      "sailpoint-owner": noList,
      biot: noList,
      "88miles": noList
    },
    wrong: sayingOfEach((said) => (isEmptyList(said[1]) ? undefined : said))
  },
  {
    id: "blank-is-unset",
    says: "an empty text counts as nothing said",
    except: { digits: neverEmpty, "sailpoint-owner": noBlank },
    wrong: sayingOfEach((said) => (said[1] === "" ? undefined : said))
  },
  {
    id: "drops-null-in-list",
    says: "null inside a list is left out",
    except: {
      digits: noNull,
      sailpoint: noNull,
      "sailpoint-owner": noNull,
      eloomi: noNull,
      biot: noNull,
      "88miles": noNull
    },
    wrong: sayingOfEach(([name, value]) => [
      name,
      Array.isArray(value) ? value.filter((item) => item !== null) : value
    ])
  },
  {
    id: "drops-odd-names",
    says: "what is called __proto__ or constructor is not sent",
    except: {
      digits: "whatever somebody chose the name of is sent as a value",
      "sailpoint-owner": "it writes the end date alone",
      eloomi: fixedNames,
      "88miles": fixedNames
    },
    wrong: sayingOfEach((said) => (isOdd(said[0]) ? undefined : said))
  },
  {
    id: "reads-odd-names-away",
    says: "what is called __proto__ or constructor is lost in an object while reading",
    except: { eloomi: fixedNames, "88miles": fixedNames },
    wrong: (honest): Vendor => ({ ...honest, read: (member) => Effect.map(honest.read(member), without) })
  }
]

const isEmpty = (value: Json.Json): boolean => value === "" || isEmptyList(value)

const isOdd = (name: string): boolean => /(?:^|\.)(?:__proto__|constructor)$/.test(name)

const without = (snapshot: Snapshot.Snapshot): Snapshot.Snapshot => ({
  ...snapshot,
  values: Object.fromEntries(Object.entries(snapshot.values).filter(([name]) => !isOdd(name))),
  ...(snapshot.access === undefined
    ? {}
    : {
        access: {
          ...snapshot.access,
          own: { ...snapshot.access.own, effective: known(snapshot.access.own.effective) },
          client: { ...snapshot.access.client, effective: known(snapshot.access.client.effective) }
        }
      })
})

const known = <A>(roles: ReadonlyMap<string, A>) => new Map([...roles].filter(([id]) => !isOdd(id)))
