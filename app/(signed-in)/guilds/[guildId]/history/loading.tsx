import { Bar, Pending } from '@/components/states/pending'

const cards = ['first', 'second', 'third', 'fourth']

export default function HistoryLoading() {
  return (
    <Pending>
      <Bar className="h-8 w-40" />
      <Bar className="mt-2 h-5 w-80 max-w-full" />
      <div className="mt-6 flex max-w-[50rem] flex-col gap-3">
        <Bar className="h-14 w-72" />
        {cards.map((card) => (
          <div key={card} className="pl-9 md:pl-11">
            <Bar className="h-28 rounded-md" />
          </div>
        ))}
      </div>
    </Pending>
  )
}
