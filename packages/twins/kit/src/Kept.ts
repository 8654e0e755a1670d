/**
 * States that were kept on demand, to be put back later. They outlive a seed, because whoever compares what became of
 * two seeds goes to and fro between them.
 */

export interface Kept<State> {
  /** How many there have been, so that no id is given twice. */
  readonly count: number
  /** Id → state, the one that was used last at the end. Undefined is a state too: no seed yet. */
  readonly states: ReadonlyMap<string, State | undefined>
}

/** Of more than so many, the one goes that was not used for longest. */
export const most = 100

export const none: Kept<never> = { count: 0, states: new Map() }

/** Keeps a state under a new id. */
export const keep = <State>(
  { count, states }: Kept<State>,
  state: State | undefined
): readonly [id: string, Kept<State>] => {
  const id = String(count + 1)
  return [id, { count: count + 1, states: new Map([...states, [id, state] as const].slice(-most)) }]
}

/** Marks a kept state as used. */
export const used = <State>({ count, states }: Kept<State>, id: string): Kept<State> => ({
  count,
  states: new Map([...states].toSorted(([one], [another]) => Number(one === id) - Number(another === id)))
})
