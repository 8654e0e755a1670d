/**
 * Who has which role where, and why: the role as read, every cause that explains it under a reading still possible,
 * and the open points on which readings disagree. Also what comes later would get.
 */
import * as Access from "@muster/core/Access"
import type { Axis } from "@muster/core/Reading"
import {
  type AccessAxes,
  type AccessReading,
  type AccessRules,
  type Cause,
  impliedBy,
  type Position,
  resolve,
  type Resolved,
  type Role
} from "@muster/core/Resolution"
import type { Semantics } from "@muster/core/Semantics"
import { read, type Snapshot } from "@muster/core/Snapshot"
import * as World from "@muster/core/World"

/** A role on an existing entity. An undefined role could not be read. */
export interface Explained {
  readonly entity: string
  readonly client: string | null
  readonly role: Role | null | undefined
  readonly causes: ReadonlyArray<Cause>
  /** The axes on which the causes depend. */
  readonly axes: ReadonlyArray<string>
}

/** What an entity that comes later gets; several roles where readings disagree. */
export interface Later {
  readonly scope: string
  readonly roles: ReadonlyArray<Role | null>
  readonly axes: ReadonlyArray<string>
}

export interface Side {
  readonly side: Access.Side
  /** The stored default; undefined is unknown. */
  readonly default: Role | null | undefined
  readonly entriesKnown: boolean
  readonly entities: ReadonlyArray<Explained>
  readonly later: ReadonlyArray<Later>
}

/** Explains both sides; none where the vendor keeps no access by target. */
export const of = (semantics: Semantics, snapshot: Snapshot): ReadonlyArray<Side> => {
  const { access: rules } = semantics
  const { access } = snapshot
  return rules === undefined || access === undefined
    ? []
    : [
        new Explainer(semantics, rules, snapshot, Access.view(access, "own")).explain(),
        new Explainer(semantics, rules, snapshot, Access.view(access, "client")).explain()
      ]
}

type Known = Omit<Position, "reached" | "later" | "implied">

class Explainer {
  private readonly rules: AccessRules
  private readonly view: Access.SideView
  private readonly implied: Role | null
  private readonly readings: ReadonlyArray<AccessReading>
  private readonly open: ReadonlyArray<readonly [point: keyof AccessAxes, axis: string]>

  constructor(semantics: Semantics, rules: AccessRules, snapshot: Snapshot, view: Access.SideView) {
    const relevance = { side: view.side, implies: true, omitted: false, void: false, noAccess: true }
    this.rules = rules
    this.view = view
    this.implied = impliedBy(rules, read(snapshot, rules.roleField))
    const possible = World.readings(rules, semantics.axes, relevance)
    this.readings = World.agreeing(rules, view, possible, this.implied)
    this.open = openPoints(rules, semantics.axes)
  }

  explain(): Side {
    const { default: stored, entriesKnown, groups, side } = this.view
    return {
      side,
      default: stored,
      entriesKnown,
      entities: groups.flatMap((group) => group.entities.map(({ id }) => this.entity(group, id))),
      later: stored === undefined || !entriesKnown ? [] : this.later()
    }
  }

  private entity(group: Access.Group, entity: string): Explained {
    const role = this.view.effective.get(entity)
    const known = this.known(group, entity)
    const outcomes = (reading: AccessReading) =>
      World.histories
        .map((history) => this.resolve(reading, known, history))
        .filter((outcome) => role === undefined || outcome.role === role)
    return {
      entity,
      client: group.id,
      role,
      causes: [...new Set(this.readings.flatMap((reading) => outcomes(reading).map(({ cause }) => cause)))],
      axes: this.deciding((reading) => outcomes(reading).map(({ cause }) => cause))
    }
  }

  private known(group: Access.Group, entity: string | undefined): Known {
    const entry = this.view.entryOf(group)
    return {
      explicit: entity === undefined ? undefined : entry?.entities.get(entity),
      client: group.id === null || entry === undefined ? undefined : { role: entry.role },
      default: this.view.default ?? null
    }
  }

  private later(): ReadonlyArray<Later> {
    const { groups, side } = this.view
    const unnamed = { explicit: undefined, client: undefined, default: this.view.default ?? null }
    const named = groups.filter((group) => group.id !== null && this.view.entryOf(group) !== undefined)
    return [
      ...named.map((group) => this.laterOf(`later entities of ${group.id}`, this.known(group, undefined))),
      this.laterOf(side === "own" ? "later own entities" : "later entities of other clients", unnamed)
    ]
  }

  private laterOf(scope: string, known: Known): Later {
    const role = (reading: AccessReading) =>
      this.resolve(reading, known, { reached: false, later: true }).role
    return {
      scope,
      roles: [...new Set(this.readings.map(role))],
      axes: this.deciding((reading) => [role(reading)])
    }
  }

  private resolve(
    reading: AccessReading,
    known: Known,
    history: Pick<Position, "reached" | "later">
  ): Resolved {
    return resolve(this.rules, reading, { ...known, ...history, implied: this.implied })
  }

  /** The axes whose answer makes a difference to what `outcome` gives. */
  private deciding(outcome: (reading: AccessReading) => ReadonlyArray<string | null>): ReadonlyArray<string> {
    return this.open.flatMap(([point, axis]) => {
      const byAnswer = Map.groupBy(this.readings, (reading) => reading[point])
      const results = [...byAnswer.values()].map((readings) =>
        JSON.stringify([...new Set(readings.flatMap(outcome))].sort())
      )
      return new Set(results).size > 1 ? [axis] : []
    })
  }
}

const openPoints = (rules: AccessRules, axes: ReadonlyArray<Axis>) => {
  const open = new Set(axes.flatMap(({ answers, id }) => (answers.length > 1 ? [id] : [])))
  return (Object.entries(rules.axes) as ReadonlyArray<readonly [keyof AccessAxes, string]>).filter(
    ([, axis]) => open.has(axis)
  )
}
