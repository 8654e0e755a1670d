/** The organization's own entities and its clients with theirs: everything a role can be given on. */

export interface Entity {
  readonly id: string
  readonly externalId?: string
}

export interface Client {
  readonly id: string
  readonly externalId?: string
  readonly entities: ReadonlyArray<Entity>
}

export interface Directory {
  readonly own: ReadonlyArray<Entity>
  readonly clients: ReadonlyArray<Client>
}

/** Looks things up by either id. `clientOf` gives the client that holds an entity. */
export interface Index {
  readonly own: ReadonlyMap<string, Entity>
  readonly clients: ReadonlyMap<string, Client>
  readonly clientOf: ReadonlyMap<string, Client>
  readonly ownByExternalId: ReadonlyMap<string, Entity>
  readonly clientsByExternalId: ReadonlyMap<string, Client>
  readonly clientEntitiesByExternalId: ReadonlyMap<string, Entity>
}

const indexes = new WeakMap<Directory, Index>()

/** The directory's index, built on first use and kept as long as the directory lives. */
export const index = (directory: Directory): Index => {
  const known = indexes.get(directory)
  if (known !== undefined) return known
  const made = build(directory)
  indexes.set(directory, made)
  return made
}

const build = ({ own, clients }: Directory): Index => ({
  own: new Map(own.map((entity) => [entity.id, entity])),
  clients: new Map(clients.map((client) => [client.id, client])),
  clientOf: new Map(
    clients.flatMap((client) => client.entities.map((entity) => [entity.id, client] as const))
  ),
  ownByExternalId: byExternalId(own),
  clientsByExternalId: byExternalId(clients),
  clientEntitiesByExternalId: byExternalId(clients.flatMap((client) => client.entities))
})

const byExternalId = <A extends { readonly externalId?: string }>(
  items: ReadonlyArray<A>
): Map<string, A> => {
  const found = new Map<string, A>()
  for (const item of items) if (item.externalId !== undefined) found.set(item.externalId, item)
  return found
}
