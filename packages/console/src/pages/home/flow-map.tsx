import '@xyflow/react/dist/style.css'
import { graphlib, layout } from '@dagrejs/dagre'
import { useMantineColorScheme } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Background, Handle, type Node, type NodeProps, Position, ReactFlow } from '@xyflow/react'
import { useMemo } from 'react'
import type { Schemas } from '../../api.ts'
import { ConnectionMark, FlowMark, Mark } from '../../components/mark.tsx'
import { activityQuery } from '../../queries/settings.ts'
import { t } from '../../words/words.ts'
import { FlowList } from './flow-list.tsx'
import { type Pace, paceOf, paceWords } from './pace.ts'

export interface FlowMapProps {
  accounts: readonly Schemas['Connection'][]
  flows: readonly Schemas['Flow'][]
  issues: readonly Schemas['Issue'][]
}

type Place = Node<
  { title: string; says: string; state: string; kind: 'account' | 'flow' | 'hub'; name: string; issues: number },
  'place'
>

const size = { width: 180, height: 78 }

/** Accounts, flows and the hub between them, from left to right as records travel; on a phone one below the other. */
export function FlowMap({ accounts, flows, issues }: FlowMapProps) {
  const { colorScheme } = useMantineColorScheme()
  const isNarrow = useMediaQuery('(max-width: 760px)', true, { getInitialValueInEffect: false })
  const rates = useQuery(activityQuery(24)).data?.rates
  const pace = useMemo(() => paceOf(rates ?? []), [rates])
  const { nodes, edges, height } = useMemo(
    () => arrange(accounts, flows, issues, pace),
    [accounts, flows, issues, pace],
  )
  if (isNarrow) return <FlowList accounts={accounts} flows={flows} issues={issues} pace={pace} />
  return (
    <div className="map" style={{ height: Math.min(460, height + 40) }}>
      <ReactFlow
        key={nodes.map(({ id }) => id).join()}
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        colorMode={colorScheme === 'auto' ? 'system' : colorScheme}
        fitView
        fitViewOptions={{ padding: 0.06, maxZoom: 1 }}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        zoomOnScroll={false}
        zoomOnDoubleClick={false}
        preventScrolling={false}
        minZoom={0.3}
        proOptions={{ hideAttribution: true }}
        aria-label={t('What goes where')}
      >
        <Background gap={20} />
      </ReactFlow>
    </div>
  )
}

function PlaceNode({ data }: NodeProps<Place>) {
  const { title, says, state, kind, name, issues } = data
  return (
    <div className={`node node-${kind}`}>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      {kind === 'hub' && <strong>{title}</strong>}
      {kind === 'flow' && (
        <Link to="/flows/$name" params={{ name }}>
          {title}
        </Link>
      )}
      {kind === 'account' && (
        <Link to="/connections/$name" params={{ name }}>
          {title}
        </Link>
      )}
      <span className="node-says">{says}</span>
      <span className="node-marks">
        {kind === 'account' && <ConnectionMark state={state} />}
        {/* There is room for one: what needs a person goes before what is well. */}
        {kind === 'flow' && (issues === 0 || state !== 'enabled') && <FlowMark state={state} />}
        {issues > 0 && (
          <Mark tone="amber">{t('{count, plural, one {# issue} other {# issues}}', { count: issues })}</Mark>
        )}
      </span>
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </div>
  )
}

const nodeTypes = { place: PlaceNode }

function arrange(
  accounts: FlowMapProps['accounts'],
  flows: FlowMapProps['flows'],
  issues: FlowMapProps['issues'],
  pace: ReadonlyMap<string, Pace>,
) {
  const graph = new graphlib.Graph()
  graph.setGraph({ rankdir: 'LR', nodesep: 18, ranksep: 26 })
  graph.setDefaultEdgeLabel(() => ({}))
  const nodes: Place[] = []
  const edges: { id: string; source: string; target: string; animated: boolean }[] = []
  const put = (id: string, data: Place['data']) => {
    if (nodes.some((node) => node.id === id)) return
    graph.setNode(id, { ...size })
    nodes.push({ id, type: 'place', data, position: { x: 0, y: 0 }, ...size })
  }
  const join = (source: string, target: string, animated: boolean) => {
    graph.setEdge(source, target)
    edges.push({ id: `${source}>${target}`, source, target, animated })
  }
  const hub = { title: 'Trefoil', says: t('one record a customer'), state: 'active', name: '', issues: 0 }
  put('hub', { ...hub, kind: 'hub' })
  for (const account of accounts) {
    const own = flows.filter(({ connectionId }) => connectionId === account.id)
    const directions = new Set(own.map(({ direction }) => direction))
    // An account that both gives and takes stands on both sides: records travel from left to right.
    if (own.length === 0) directions.add('to_hub')
    for (const direction of directions) {
      const { name, label, state } = account
      put(`${account.id}-${direction}`, { title: name, says: label, state, kind: 'account', name, issues: 0 })
    }
    for (const { id, name, state, direction } of own) {
      const open = issues.filter(({ flow }) => flow === name).length
      const rate = pace.get(name)
      put(`flow-${id}`, { title: name, says: paceWords(rate), state, kind: 'flow', name, issues: open })
      const side = `${account.id}-${direction}`
      const ends = direction === 'to_hub' ? ([side, 'hub'] as const) : (['hub', side] as const)
      join(ends[0], `flow-${id}`, rate?.isRunning ?? false)
      join(`flow-${id}`, ends[1], rate?.isRunning ?? false)
    }
  }
  layout(graph)
  for (const node of nodes) {
    const { x, y } = graph.node(node.id)
    node.position = { x: x - size.width / 2, y: y - size.height / 2 }
  }
  const lowest = Math.max(...nodes.map(({ position }) => position.y + size.height))
  return { nodes, edges, height: lowest - Math.min(...nodes.map(({ position }) => position.y)) }
}
