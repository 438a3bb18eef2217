package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"time"
)

const patience = 60 * time.Second

func must(err error) {
	if err != nil {
		fmt.Println("failed:", err)
		os.Exit(1)
	}
}

// show prints one step and what came of it, so that runs against two servers can be compared.
func show(step string, value any, err error) {
	if err != nil {
		fmt.Printf("%s: error %s\n", step, err)
		return
	}
	text, err := json.Marshal(value)
	must(err)
	fmt.Printf("%s: %s\n", step, text)
}

// echo answers every connection with what it is sent.
func echo() string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(err)
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

func dial(address string) net.Conn {
	connection, err := net.DialTimeout("tcp", address, patience)
	must(err)
	must(connection.SetDeadline(time.Now().Add(patience)))
	return connection
}

// refused returns the error of a connect that must not succeed.
func refused(address string) error {
	connection, err := net.DialTimeout("tcp", address, patience)
	if err == nil {
		connection.Close()
	}
	return err
}

type trip struct {
	answer string
	millis int64
}

// roundTrip sends a text and collects what comes back until there is as much, or the connection ends.
func roundTrip(connection net.Conn, text string) trip {
	began := time.Now()
	_, _ = connection.Write([]byte(text)) // whether it went shows in the answer
	answer := make([]byte, len(text))
	count, _ := io.ReadFull(connection, answer)
	return trip{string(answer[:count]), time.Since(began).Milliseconds()}
}
