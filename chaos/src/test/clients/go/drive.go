// Drives a server of Toxiproxy's API with the Go client that Toxiproxy itself ships, and prints what it is answered.
package main

import (
	"fmt"
	"os"

	toxiproxy "github.com/Shopify/toxiproxy/v2/client"
)

// toxics are all types; the attributes are all that each has, then others to change it to.
var toxics = []struct {
	kind          string
	first, second toxiproxy.Attributes
}{
	{"latency", toxiproxy.Attributes{"latency": 20, "jitter": 5}, toxiproxy.Attributes{"latency": 30}},
	{"bandwidth", toxiproxy.Attributes{"rate": 1000}, toxiproxy.Attributes{"rate": 2000}},
	{"slow_close", toxiproxy.Attributes{"delay": 10}, toxiproxy.Attributes{"delay": 20}},
	{"timeout", toxiproxy.Attributes{"timeout": 10}, toxiproxy.Attributes{"timeout": 20}},
	{"reset_peer", toxiproxy.Attributes{"timeout": 10}, toxiproxy.Attributes{"timeout": 20}},
	{"slicer", toxiproxy.Attributes{"average_size": 64, "size_variation": 32, "delay": 10}, toxiproxy.Attributes{"delay": 20}},
	{"limit_data", toxiproxy.Attributes{"bytes": 100}, toxiproxy.Attributes{"bytes": 200}},
}

func main() {
	client := toxiproxy.NewClient(os.Args[1])
	upstream := echo()
	show("reset", nil, client.ResetState())
	version, err := client.Version()
	show("version", string(version), err)
	proxy := proxies(client, upstream)
	traffic(client, proxy)
	for _, toxic := range toxics {
		everyCall(proxy, toxic.kind, toxic.first, toxic.second)
	}
	byOptions(client)
	badToxics(client, proxy)
	populate(client, proxy, upstream)
	end(client, proxy)
}

func proxies(client *toxiproxy.Client, upstream string) *toxiproxy.Proxy {
	proxy, err := client.CreateProxy("go", "127.0.0.1:0", upstream)
	must(err)
	show("create", proxy, err)
	_, err = client.CreateProxy("go", "127.0.0.1:0", upstream)
	show("create it again", nil, err)
	_, err = client.CreateProxy("", "127.0.0.1:0", upstream)
	show("create without a name", nil, err)
	_, err = client.CreateProxy("other", "127.0.0.1:0", "")
	show("create without an upstream", nil, err)
	_, err = client.CreateProxy("other", proxy.Listen, upstream)
	show("create on a port that is taken", nil, err)
	found, err := client.Proxy("go")
	show("get", found, err)
	_, err = client.Proxy("none")
	show("get one that is not there", nil, err)
	all, err := client.Proxies()
	show("list", all, err)

	unsaved := client.NewProxy()
	unsaved.Name, unsaved.Listen, unsaved.Upstream = "disabled", "127.0.0.1:0", upstream
	show("save a new one", unsaved, unsaved.Save())
	unsaved.Upstream = "127.0.0.1:1"
	show("save it with another upstream", unsaved, unsaved.Save())
	show("delete it", nil, unsaved.Delete())
	return proxy
}

func traffic(client *toxiproxy.Client, proxy *toxiproxy.Proxy) {
	connection := dial(proxy.Listen)
	show("echo", roundTrip(connection, "clean").answer, nil)
	_, err := proxy.AddToxic("slow", "latency", "downstream", 1, toxiproxy.Attributes{"latency": 200})
	must(err)
	show("echo under latency is late", roundTrip(connection, "slow").millis >= 200, nil)
	show("remove the latency", nil, proxy.RemoveToxic("slow"))
	show("echo", roundTrip(connection, "clean again").answer, nil)
	_, err = proxy.AddToxic("", "limit_data", "downstream", 1, toxiproxy.Attributes{"bytes": 3})
	must(err)
	show("echo under a limit", roundTrip(dial(proxy.Listen), "12345").answer, nil)
	show("disable", proxy, proxy.Disable())
	show("the connection", roundTrip(connection, "x").answer, nil)
	show("connect", nil, refused(proxy.Listen))
	show("enable", proxy, proxy.Enable())
	show("reset", nil, client.ResetState())
	left, err := proxy.Toxics()
	show("toxics after it", left, err)
	show("echo", roundTrip(dial(proxy.Listen), "enabled").answer, nil)
}

func everyCall(proxy *toxiproxy.Proxy, kind string, first, second toxiproxy.Attributes) {
	plain, err := proxy.AddToxic("", kind, "", 1, nil)
	show(kind+" without anything", plain, err)
	named, err := proxy.AddToxic("mine", kind, "upstream", 0.5, first)
	show(kind+" with everything", named, err)
	listed, err := proxy.Toxics()
	show(kind+" listed", listed, err)
	changed, err := proxy.UpdateToxic("mine", 0.25, second)
	show(kind+" changed", changed, err)
	changed, err = proxy.UpdateToxic(plain.Name, -1, first)
	show(kind+" changed but for its toxicity", changed, err)
	show(kind+" removed", nil, proxy.RemoveToxic("mine"))
	show(kind+" removed by its default name", nil, proxy.RemoveToxic(plain.Name))
}

func byOptions(client *toxiproxy.Client) {
	options := &toxiproxy.ToxicOptions{ProxyName: "go", ToxicName: "o", ToxicType: "latency", Stream: "upstream", Toxicity: 1}
	toxic, err := client.AddToxic(options)
	show("add by options", toxic, err)
	options.Attributes = toxiproxy.Attributes{"latency": 7}
	toxic, err = client.UpdateToxic(options)
	show("update by options", toxic, err)
	show("remove by options", nil, client.RemoveToxic(options))
	show("remove again", nil, client.RemoveToxic(options))
	_, err = client.AddToxic(&toxiproxy.ToxicOptions{ProxyName: "none"})
	show("add to a proxy that is not there", nil, err)
}

func badToxics(client *toxiproxy.Client, proxy *toxiproxy.Proxy) {
	_, err := proxy.AddToxic("x", "bogus", "downstream", 1, nil)
	show("a type that is none", nil, err)
	_, err = proxy.AddToxic("x", "latency", "sideways", 1, nil)
	show("a stream that is none", nil, err)
	_, err = proxy.AddToxic("x", "latency", "downstream", 1, toxiproxy.Attributes{"latency": "long"})
	show("an attribute of a wrong kind", nil, err)
	_, err = proxy.AddToxic("x", "latency", "downstream", 1, nil)
	must(err)
	_, err = proxy.AddToxic("x", "timeout", "upstream", 1, nil)
	show("a name that is taken", nil, err)
	_, err = proxy.UpdateToxic("none", 1, nil)
	show("change of one that is not there", nil, err)
	must(client.ResetState())
}

func populate(client *toxiproxy.Client, proxy *toxiproxy.Proxy, upstream string) {
	populated, err := client.Populate([]toxiproxy.Proxy{
		{Name: "go", Listen: proxy.Listen, Upstream: upstream, Enabled: true},
		{Name: "go-2", Listen: "127.0.0.1:0", Upstream: upstream},
	})
	show("populate", populated, err)
	_, err = client.Populate([]toxiproxy.Proxy{{Name: "go-3", Listen: "127.0.0.1:0"}})
	show("populate without an upstream", nil, err)
	_, err = client.Populate([]toxiproxy.Proxy{{Name: "go-4", Listen: proxy.Listen, Upstream: upstream, Enabled: true}})
	show("populate on a port that is taken", nil, err)
	must(client.ResetState())
	all, err := client.Proxies()
	show("all are enabled by a reset", all, err)
}

func end(client *toxiproxy.Client, proxy *toxiproxy.Proxy) {
	show("delete", nil, proxy.Delete())
	show("delete again", nil, proxy.Delete())
	show("connect", nil, refused(proxy.Listen))
	all, err := client.Proxies()
	must(err)
	for _, left := range all {
		must(left.Delete())
	}
	all, err = client.Proxies()
	show("list", all, err)
	fmt.Println("done")
}
