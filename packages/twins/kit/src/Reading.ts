/**
 * A reading: one answer for every point that the vendor's document leaves open (an axis).
 * A twin lists its axes; a reading that does not answer exactly those is a mistake of the program that starts it.
 */

/** Axis id → answer. */
export type Reading = Readonly<Record<string, string>>

/** Axis id → the answers that a twin honours, the first one being its usual choice. */
export type Axes = Readonly<Record<string, readonly [string, ...ReadonlyArray<string>]>>

/** The reading type that belongs to a twin's axes. */
export type ReadingOf<A extends Axes> = { readonly [Id in keyof A]: A[Id][number] }

/** Takes the first answer of every axis. */
export const firstReading = <A extends Axes>(axes: A): ReadingOf<A> =>
  Object.fromEntries(Object.entries(axes).map(([id, answers]) => [id, answers[0]])) as ReadingOf<A>

/** Says what is wrong with a reading, or gives it back with its exact type. */
export const settle = <A extends Axes>(axes: A, reading: Reading): ReadingOf<A> => {
  const wrong: Array<string> = []
  for (const id of Object.keys(reading)) {
    if (!Object.hasOwn(axes, id)) wrong.push(`there is no axis "${id}"`)
  }
  for (const [id, answers] of Object.entries(axes)) {
    const answer = Object.hasOwn(reading, id) ? reading[id] : undefined
    if (answer === undefined) wrong.push(`axis "${id}" has no answer`)
    else if (!answers.includes(answer))
      wrong.push(`axis "${id}" knows ${answers.join(", ")}, not "${answer}"`)
  }
  if (wrong.length > 0) throw new Error(`This reading does not fit the twin: ${wrong.join("; ")}.`)
  return reading as ReadingOf<A>
}
