import pg from 'pg'

/** A database of a server, and that server's process. */
export interface BenchDatabase {
  url: string
  pid: number
}

export async function freshDatabase(serverUrl: string, name: string): Promise<BenchDatabase> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  await client.query(`create database ${name}`)
  const { rows } = await client.query<{ file: string }>("select pg_read_file('postmaster.pid') as file")
  await client.end()
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return { url: url.href, pid: Number(rows[0]?.file.split('\n', 1)[0]) }
}
