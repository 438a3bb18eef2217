// Drives a server of Toxiproxy's API with the Go client that Toxiproxy itself ships.
package main

import (
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"time"

	toxiproxy "github.com/Shopify/toxiproxy/v2/client"
)

const patience = 60 * time.Second

func check(holds bool, what string, seen ...any) {
	if !holds {
		fmt.Println("go: wrong:", what, seen)
		os.Exit(1)
	}
}

func must[T any](value T, err error) T {
	check(err == nil, "error", err)
	return value
}

func fails(err error, with string) {
	check(err != nil && strings.Contains(err.Error(), with), "expected "+with, err)
}

// echo answers every connection with what it is sent.
func echo() string {
	listener := must(net.Listen("tcp", "127.0.0.1:0"))
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			go func() { _, _ = io.Copy(connection, connection); connection.Close() }()
		}
	}()
	return listener.Addr().String()
}

func dial(proxy *toxiproxy.Proxy) net.Conn {
	connection := must(net.DialTimeout("tcp", proxy.Listen, patience))
	check(connection.SetDeadline(time.Now().Add(patience)) == nil, "deadline")
	return connection
}

func roundTrip(connection net.Conn, text string) time.Duration {
	began := time.Now()
	must(connection.Write([]byte(text)))
	answer := make([]byte, len(text))
	must(io.ReadFull(connection, answer))
	check(string(answer) == text, "echo", string(answer))
	return time.Since(began)
}

func main() {
	client := toxiproxy.NewClient(os.Args[1])
	server := echo()
	check(client.ResetState() == nil, "reset")
	version := must(client.Version())
	check(strings.Contains(string(version), "2.12.0"), "version", string(version))

	proxy := must(client.CreateProxy("go", "127.0.0.1:0", server))
	check(proxy.Enabled && !strings.HasSuffix(proxy.Listen, ":0"), "created", proxy)
	_, err := client.CreateProxy("go", "127.0.0.1:0", server)
	fails(err, "proxy already exists")
	_, err = client.Proxy("none")
	fails(err, "proxy not found")
	check(must(client.Proxies())["go"].Upstream == server, "listed")

	connection := dial(proxy)
	roundTrip(connection, "clean")
	must(proxy.AddToxic("slow", "latency", "downstream", 1, toxiproxy.Attributes{"latency": 200, "jitter": 0}))
	_, err = proxy.AddToxic("slow", "latency", "downstream", 1, nil)
	fails(err, "toxic already exists")
	_, err = proxy.AddToxic("x", "bogus", "downstream", 1, nil)
	fails(err, "invalid toxic type")
	took := roundTrip(connection, "slow")
	check(took >= 200*time.Millisecond, "latency", took)
	toxic := must(proxy.UpdateToxic("slow", 1, toxiproxy.Attributes{"latency": 1}))
	check(toxic.Attributes["latency"] == 1.0, "updated", toxic)
	check(proxy.RemoveToxic("slow") == nil, "removed")
	fails(proxy.RemoveToxic("slow"), "toxic not found")
	roundTrip(connection, "clean again")

	must(proxy.AddToxic("", "limit_data", "downstream", 1, toxiproxy.Attributes{"bytes": 3}))
	check(len(must(proxy.Toxics())) == 1, "toxics")
	limited := dial(proxy)
	must(limited.Write([]byte("12345")))
	check(string(must(io.ReadAll(limited))) == "123", "limit")
	check(client.ResetState() == nil && len(must(proxy.Toxics())) == 0, "reset removes toxics")

	check(proxy.Disable() == nil, "disable")
	must(io.ReadAll(connection))
	_, err = net.DialTimeout("tcp", proxy.Listen, patience)
	fails(err, "refused")
	check(proxy.Enable() == nil, "enable")
	roundTrip(dial(proxy), "enabled")

	populated := must(client.Populate([]toxiproxy.Proxy{
		{Name: "go", Listen: proxy.Listen, Upstream: server, Enabled: true},
		{Name: "go-2", Listen: "127.0.0.1:0", Upstream: server, Enabled: false},
	}))
	check(len(populated) == 2 && populated[0].Listen == proxy.Listen && !populated[1].Enabled, "populated", populated)
	check(proxy.Delete() == nil, "delete")
	fails(proxy.Delete(), "proxy not found")
	second := must(client.Proxy("go-2"))
	check(second.Delete() == nil, "delete the other")
}
