import '@xyflow/react/dist/style.css'
import { graphlib, layout } from '@dagrejs/dagre'
import { useMantineColorScheme } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { Background, Handle, type Node, type NodeProps, Position, ReactFlow } from '@xyflow/react'
import { useMemo } from 'react'
import type { Schemas } from '../../api.ts'
import { ConnectionMark, FlowMark } from '../../components/mark.tsx'
import { number, t } from '../../words/words.ts'

interface FlowMapProps {
  accounts: readonly Schemas['Connection'][]
  flows: readonly Schemas['Flow'][]
  runs: readonly Schemas['Run'][]
}

type Place = Node<
  { title: string; says: string; state: string; kind: 'account' | 'flow' | 'hub'; name: string },
  'place'
>

const size = { width: 190, height: 76 }

/** Accounts, flows and the hub between them, from left to right as records travel. */
export function FlowMap({ accounts, flows, runs }: FlowMapProps) {
  const { colorScheme } = useMantineColorScheme()
  const isNarrow = useMediaQuery('(max-width: 760px)') ?? false
  const { nodes, edges } = useMemo(() => arrange(accounts, flows, runs, isNarrow), [accounts, flows, runs, isNarrow])
  return (
    <div className="map">
      <ReactFlow
        key={`${nodes.length}${isNarrow}`}
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        colorMode={colorScheme === 'auto' ? 'system' : colorScheme}
        fitView
        fitViewOptions={{ padding: 0.08, maxZoom: 1 }}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        zoomOnScroll={false}
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

function PlaceNode({ data, sourcePosition = Position.Right, targetPosition = Position.Left }: NodeProps<Place>) {
  const { title, says, state, kind, name } = data
  return (
    <div className={`node node-${kind}`}>
      <Handle type="target" position={targetPosition} isConnectable={false} />
      {kind === 'hub' ? (
        <strong>{title}</strong>
      ) : kind === 'flow' ? (
        <Link to="/flows/$name" params={{ name }}>
          {title}
        </Link>
      ) : (
        <Link to="/connections/$name" params={{ name }}>
          {title}
        </Link>
      )}
      <span className="node-says">{says}</span>
      {kind === 'account' && <ConnectionMark state={state} />}
      {kind === 'flow' && <FlowMark state={state} />}
      <Handle type="source" position={sourcePosition} isConnectable={false} />
    </div>
  )
}

const nodeTypes = { place: PlaceNode }

function arrange(
  accounts: FlowMapProps['accounts'],
  flows: FlowMapProps['flows'],
  runs: FlowMapProps['runs'],
  isNarrow: boolean,
) {
  const graph = new graphlib.Graph()
  graph.setGraph({ rankdir: isNarrow ? 'TB' : 'LR', nodesep: 24, ranksep: isNarrow ? 28 : 56 })
  graph.setDefaultEdgeLabel(() => ({}))
  const nodes: Place[] = []
  const sides = isNarrow
    ? { sourcePosition: Position.Bottom, targetPosition: Position.Top }
    : { sourcePosition: Position.Right, targetPosition: Position.Left }
  const edges: { id: string; source: string; target: string; animated: boolean }[] = []
  const put = (id: string, data: Place['data']) => {
    if (nodes.some((node) => node.id === id)) return
    graph.setNode(id, { ...size })
    nodes.push({ id, type: 'place', data, position: { x: 0, y: 0 }, ...sides, ...size })
  }
  const join = (source: string, target: string, animated: boolean) => {
    graph.setEdge(source, target)
    edges.push({ id: `${source}>${target}`, source, target, animated })
  }
  put('hub', { title: 'Trefoil', says: t('one record of each customer'), state: 'active', kind: 'hub', name: '' })
  for (const account of accounts) {
    const own = flows.filter(({ connectionId }) => connectionId === account.id)
    const directions = new Set(own.map(({ direction }) => direction))
    // An account that both gives and takes stands on both sides: records travel from left to right.
    if (own.length === 0) directions.add('to_hub')
    for (const direction of directions) {
      const data = {
        title: account.name,
        says: account.label,
        state: account.state,
        kind: 'account' as const,
        name: account.name,
      }
      put(`${account.id}-${direction}`, data)
    }
    for (const flow of own) {
      const read = runs.filter((run) => run.flow === flow.name).reduce((sum, run) => sum + run.read, 0)
      const isRunning = runs.some((run) => run.flow === flow.name && run.state === 'running')
      const says = t('{count} records lately', { count: number(read) })
      put(`flow-${flow.id}`, { title: flow.name, says, state: flow.state, kind: 'flow', name: flow.name })
      const side = `${account.id}-${flow.direction}`
      if (flow.direction === 'to_hub') {
        join(side, `flow-${flow.id}`, isRunning)
        join(`flow-${flow.id}`, 'hub', isRunning)
      } else {
        join('hub', `flow-${flow.id}`, isRunning)
        join(`flow-${flow.id}`, side, isRunning)
      }
    }
  }
  layout(graph)
  for (const node of nodes) {
    const { x, y } = graph.node(node.id)
    node.position = { x: x - size.width / 2, y: y - size.height / 2 }
  }
  return { nodes, edges }
}
