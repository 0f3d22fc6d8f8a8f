package create

import (
	"slices"

	"caracal/core"
	"caracal/gui/words"
)

// ChooseEngine has clips made by another engine from now on.
func (p *Page) ChooseEngine(id core.EngineID) {
	i := p.index(id)
	if i < 0 {
		return
	}
	p.engine = id
	p.engines.Choose(i)
	p.settings.Change(func(s *core.Settings) { s.Engine = id })
	p.askBalance()
	p.render()
}

// info describes the engine that is chosen.
func (c choice) info() (core.Info, bool) { return core.InfoOf(c.infos, c.engine) }

// index returns where an engine is among those that there are, or -1.
func (c choice) index(id core.EngineID) int {
	return slices.IndexFunc(c.infos, func(info core.Info) bool { return info.ID == id })
}

// engineWords are what stands under an engine's name.
func (p *Page) engineWords(info core.Info) string {
	return words.EngineAbout(info, p.activity.Typical(info.ID))
}
